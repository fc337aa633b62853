namespace Argosy.Runtime;

/// <summary>Where a tolerant type's member begins in an archive that is being written. From <see cref="ArchiveWriter.BeginMember"/>.</summary>
public readonly record struct MemberMark
{
    internal MemberMark(int position, int chunks)
    {
        Position = position;
        Chunks = chunks;
    }

    /// <summary>Of its length, in the index data.</summary>
    internal int Position { get; }

    /// <summary>Payload chunks before it.</summary>
    internal int Chunks { get; }
}

/// <summary>A tolerant type's member as it was found, and what the reader may read outside it. From <see cref="ArchiveReader.BeginMember"/>.</summary>
public readonly record struct MemberHeader
{
    internal MemberHeader(int number, int end, int endChunk, int outerEnd)
    {
        Number = number;
        End = end;
        EndChunk = endChunk;
        OuterEnd = outerEnd;
    }

    /// <summary>As the <see cref="MemberAttribute"/> says, from 1 on.</summary>
    public int Number { get; }

    internal int End { get; }

    internal int EndChunk { get; }

    internal int OuterEnd { get; }
}
