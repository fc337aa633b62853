using System.Runtime.CompilerServices;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>Sends its argument back: on the receiving thread, and on the thread pool.</summary>
internal sealed class Echo<T>(string name)
{
    public ActionDescriptor<T, T> Direct { get; } =
        Actions.Of<T, T>($"Echo.{name}.Direct", isDirect: true, static (value, _) => new(value));

    public ActionDescriptor<T, T> Pooled { get; } =
        Actions.Of<T, T>($"Echo.{name}.Pooled", isDirect: false, static (value, _) => new(value));
}

/// <summary>Arguments of 8 bytes.</summary>
[InlineArray(8)]
internal struct Bytes8
{
    private byte _first;
}

/// <summary>Arguments of 64 bytes.</summary>
[InlineArray(64)]
internal struct Bytes64
{
    private byte _first;
}

/// <summary>Arguments of 512 bytes.</summary>
[InlineArray(512)]
internal struct Bytes512
{
    private byte _first;
}
