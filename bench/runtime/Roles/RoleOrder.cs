using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>What a process of the benchmark does, told by the one argument behind its verb.</summary>
/// <param name="Work">Which of <see cref="Role"/>'s works.</param>
/// <param name="Parcelport"><c>loopback</c>, <c>tcp</c>, or <c>fabric:</c> and a provider of libfabric.</param>
internal sealed record RoleOrder(string Work, string Parcelport)
{
    /// <summary>libfabric's, for a work that goes past the parcelport.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Milliseconds for each figure.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Bytes of a message, one figure each; for granularity, microseconds of a task.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>Direct actions, and callers that go on where the answer arrives; else both on the thread pool.</summary>
    public bool IsInline { get; init; }

    /// <summary>Loops that send at the same time, on each side.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Messages lie in the pool; else in the sender's own memory.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Bytes of memory that messages go round in; 0: each from the same.</summary>
    public int Rotating { get; init; }

    /// <summary>Pages are locked for each registration on the fly, as hardware would have it.</summary>
    public bool HasPinCost { get; init; }

    /// <summary>This process's locality, set by <see cref="RolePair"/>.</summary>
    public int Self { get; init; }

    /// <summary>Where both processes meet, set by <see cref="RolePair"/>.</summary>
    public string Root { get; init; } = "";

    public string Encode() => JsonSerializer.Serialize(this, RoleJson.Default.RoleOrder);

    public static RoleOrder Decode(string text) => JsonSerializer.Deserialize(text, RoleJson.Default.RoleOrder)!;
}

[JsonSerializable(typeof(RoleOrder))]
internal sealed partial class RoleJson : JsonSerializerContext;
