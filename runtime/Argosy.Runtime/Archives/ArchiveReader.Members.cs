namespace Argosy.Runtime;

/// <summary>Members of tolerant types, in the format of <see cref="ArchiveWriter.BeginMember"/>.</summary>
public unsafe ref partial struct ArchiveReader
{
    /// <summary>The next member: until <see cref="EndMember"/> nothing after its bytes can be read.</summary>
    /// <exception cref="ArchiveException">It exceeds the remaining bytes.</exception>
    public MemberHeader BeginMember()
    {
        var number = ReadVarint();
        var length = ReadVarint();
        var chunks = ReadVarint();
        if (number is 0 or > int.MaxValue)
            throw ArchiveException.Malformed($"a member has the number {number}");
        if (length > (ulong)Remaining)
            throw ArchiveException.Short(length > long.MaxValue ? long.MaxValue : (long)length, Remaining);
        if (chunks > (ulong)_source.Remaining)
            throw ArchiveException.Malformed("a member has more payload chunks than came with it");
        var header = new MemberHeader((int)number, _position + (int)length, _source.NextPayload + (int)chunks, _end);
        _end = header.End;
        return header;
    }

    /// <summary>Ends a member and skips its unread part: an unknown member, or later additions to it.</summary>
    /// <exception cref="ArchiveException">More of its chunks were taken than it has.</exception>
    public void EndMember(in MemberHeader header)
    {
        if (_source.NextPayload > header.EndChunk)
            throw ArchiveException.Malformed("a member has fewer payload chunks than its value");
        _source.Skip(header.EndChunk - _source.NextPayload);
        _position = header.End;
        _end = header.OuterEnd;
    }

    /// <summary>Limits nesting, to protect the stack:
    /// called around each value that can contain others of its type.</summary>
    /// <exception cref="ArchiveException">The nesting is too deep.</exception>
    public void Enter()
    {
        if (++_depth > ArchiveLayout.MaximumDepth)
            throw ArchiveException.TooDeep();
    }

    /// <summary>The reverse of <see cref="Enter"/>.</summary>
    public void Leave() => _depth--;
}
