using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>The task of a process of the benchmark, as the one argument after its verb.</summary>
/// <param name="Work">One of <see cref="Role"/>'s works.</param>
/// <param name="Parcelport"><c>loopback</c>, <c>tcp</c>, or <c>fabric:</c> and a provider of libfabric.</param>
internal sealed record RoleOrder(string Work, string Parcelport)
{
    /// <summary>libfabric's provider, for a work that doesn't use the parcelport.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Milliseconds for each figure.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Bytes of a message, one figure each; for granularity, microseconds of a task.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>Direct actions, and callers that continue on the thread of the answer;
    /// else both on the thread pool.</summary>
    public bool IsInline { get; init; }

    /// <summary>The number of parallel sending loops on each side.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Messages are in the pool; else in the sender's own memory.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Bytes of the ring of memory for messages; 0: each from the same.</summary>
    public int Rotating { get; init; }

    /// <summary>Locks pages for each registration on the fly, as hardware would require.</summary>
    public bool HasPinCost { get; init; }

    /// <summary>This process's locality, set by <see cref="RolePair"/>.</summary>
    public int Self { get; init; }

    /// <summary>The address where both processes meet, set by <see cref="RolePair"/>.</summary>
    public string Root { get; init; } = "";

    public string Encode() => JsonSerializer.Serialize(this, RoleJson.Default.RoleOrder);

    public static RoleOrder Decode(string text) => JsonSerializer.Deserialize(text, RoleJson.Default.RoleOrder)!;
}

[JsonSerializable(typeof(RoleOrder))]
internal sealed partial class RoleJson : JsonSerializerContext;
