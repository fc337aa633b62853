namespace Argosy.Runtime;

/// <summary>Why an operation failed. The values are those of <c>argosy/rdma.h</c>.</summary>
public enum RdmaError
{
    /// <summary>No failure.</summary>
    None = 0,

    /// <summary>A parameter is out of its range.</summary>
    Argument = -1,

    /// <summary>The object was disposed of.</summary>
    Closed = -2,

    /// <summary>No memory is left, or the limit on locked memory is reached.</summary>
    Memory = -3,

    /// <summary>The native library or libfabric can't be loaded.</summary>
    Library = -4,

    /// <summary>No provider offers messages and remote memory access in the scope.</summary>
    NoProvider = -5,

    /// <summary>The queue is full or a connection is being made. Operations wait and retry automatically.</summary>
    Again = -6,

    /// <summary>Nothing happened within the time limit.</summary>
    Timeout = -7,

    /// <summary>A buffer is too small.</summary>
    TooSmall = -8,

    /// <summary>A slice reaches outside its memory.</summary>
    Range = -9,

    /// <summary>The peer refused: wrong key, range or access right.</summary>
    Access = -10,

    /// <summary>The operation was cancelled before it completed.</summary>
    Cancelled = -11,

    /// <summary>A message was longer than the buffer posted for it.</summary>
    Truncated = -12,

    /// <summary>The peer can't be reached, or is gone.</summary>
    Unreachable = -13,

    /// <summary>Any other error of the provider.</summary>
    Provider = -14,
}
