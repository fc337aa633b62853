namespace Argosy.Runtime;

/// <summary>
/// One value of some size in a pool's memory, which is sent without a copy. It is reference-counted, with the ownership
/// rules of <see cref="RmaVector{T}"/>.
/// </summary>
/// <typeparam name="T">It is moved bit by bit.</typeparam>
public sealed class RmaObject<T> : IDisposable
    where T : unmanaged
{
    /// <summary>A value of zeroes.</summary>
    /// <param name="pool">A locality's pool, to send without registration.</param>
    public RmaObject(RmaPool pool)
        : this(new RmaVector<T>(pool, 1))
    {
    }

    internal RmaObject(RmaVector<T> vector) => Vector = vector;

    /// <summary>The value; must not be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public ref T Value => ref Vector[0];

    internal RmaVector<T> Vector { get; }

    /// <summary>Another holder of the same value.</summary>
    public RmaObject<T> Share() => new(Vector.Share());

    /// <inheritdoc/>
    public void Dispose() => Vector.Dispose();
}
