using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>
/// A vector in a pool's memory, which is sent without a copy: the network reads it in place and writes it to the
/// receiving action's memory. It is reference-counted: <see cref="Share"/> adds a reference, <see cref="Dispose"/>
/// removes one.
/// </summary>
/// <remarks>
/// Ownership: a caller keeps its argument and may dispose of it at once, since the send holds its own reference; an
/// action borrows its arguments until it has completed, and calls <see cref="Share"/> to keep one; a result belongs to
/// the caller.
/// </remarks>
/// <typeparam name="T">Its elements are moved bit by bit.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "The field's word for it.")]
public sealed unsafe class RmaVector<T> : IDisposable
    where T : unmanaged
{
    private RmaBlock? _block;
    private VectorMemory<T>? _memory;

    /// <summary>A vector of zeroes.</summary>
    /// <param name="pool">A locality's pool, to send without registration.</param>
    /// <param name="length">Elements; the bytes are at most 2^31 - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or too long.</exception>
    public RmaVector(RmaPool pool, int length)
        : this(Rent(pool, length), length) => Span.Clear();

    internal RmaVector(RmaBlock block, int length)
    {
        _block = block;
        Length = length;
    }

    /// <summary>If the last holder doesn't dispose of it, the garbage collector returns the memory late.</summary>
    ~RmaVector() => Interlocked.Exchange(ref _block, null)?.Release();

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>The elements; must not be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public Span<T> Span => new(Block.Address, Length);

    /// <summary>The same elements for methods that take memory, such as those of streams; must not be used after
    /// <see cref="Dispose"/>, but what has pinned it keeps it in place.</summary>
    public Memory<T> Memory => (_memory ??= new(this)).Memory;

    /// <summary>Enumerates the elements, by reference.</summary>
    public Span<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    /// <summary>One element.</summary>
    public ref T this[int index] => ref Span[index];

    internal RmaBlock Block => _block ?? throw new ObjectDisposedException(nameof(RmaVector<T>));

    /// <summary>Another holder of the same elements.</summary>
    public RmaVector<T> Share() => new(Block.AddReference(), Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref _block, null)?.Release();
        GC.SuppressFinalize(this);
    }

    internal static RmaBlock Rent(RmaPool pool, int length) =>
        length >= 0 && (long)length * sizeof(T) <= int.MaxValue
            ? pool.Rent(length * sizeof(T))
            : throw new ArgumentOutOfRangeException(nameof(length), length, "A vector has at most 2^31 - 1 bytes.");
}
