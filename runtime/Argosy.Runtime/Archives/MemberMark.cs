namespace Argosy.Runtime;

/// <summary>The start of a tolerant type's member in an archive that is being written. From
/// <see cref="ArchiveWriter.BeginMember"/>.</summary>
public readonly record struct MemberMark
{
    internal MemberMark(int position, int chunks)
    {
        Position = position;
        Chunks = chunks;
    }

    /// <summary>The position of its length in the index data.</summary>
    internal int Position { get; }

    /// <summary>Payload chunks before it.</summary>
    internal int Chunks { get; }
}

/// <summary>A tolerant type's member as read, and the reader's state outside it. From
/// <see cref="ArchiveReader.BeginMember"/>.</summary>
public readonly record struct MemberHeader
{
    internal MemberHeader(int number, int end, int endChunk, int outerEnd)
    {
        Number = number;
        End = end;
        EndChunk = endChunk;
        OuterEnd = outerEnd;
    }

    /// <summary>The number in the <see cref="MemberAttribute"/>, from 1.</summary>
    public int Number { get; }

    internal int End { get; }

    internal int EndChunk { get; }

    internal int OuterEnd { get; }
}
