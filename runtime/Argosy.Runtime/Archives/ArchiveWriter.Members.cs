namespace Argosy.Runtime;

/// <summary>
/// Members of tolerant types: the rule by which two versions of a type understand each other.
/// <code>
///  varint: members that follow
///  for each of them
///  ┌────────────────┬──────────────────────┬───────────────────────┬─────────────┐
///  │ varint: number │ varint: bytes behind │ varint: payload chunks│    bytes    │
///  └────────────────┴──────────────────────┴───────────────────────┴─────────────┘
/// </code>
/// A number always means the same member. Members come in any order; a missing one keeps its default; an unknown one is
/// skipped, bytes and chunks.
/// </summary>
public unsafe ref partial struct ArchiveWriter
{
    // Both varints have one byte in nearly every member: this space is reserved, and a longer member is moved up by the
    // missing bytes. Padded numbers would enlarge every member, and measuring beforehand would need a second pass.
    private const int RoomForLengths = 2;

    /// <summary>Begins a member of a tolerant type; its value is written next.</summary>
    /// <param name="number">From 1 on.</param>
    public MemberMark BeginMember(int number)
    {
        if (number < 1)
            throw new ArgumentOutOfRangeException(nameof(number), number, "Members are numbered from 1 on.");
        WriteVarint((ulong)number);
        var mark = new MemberMark(Position, _store.ChunkCount);
        Reserve(RoomForLengths);
        return mark;
    }

    /// <summary>Ends a member: its length and its chunks are known now.</summary>
    public void EndMember(in MemberMark mark)
    {
        var length = Position - mark.Position - RoomForLengths;
        var chunks = _store.ChunkCount - mark.Chunks;
        var more = MeasureVarint((uint)length) + MeasureVarint((uint)chunks) - RoomForLengths;
        if (more > 0)
        {
            Reserve(more);
            var body = _start + _store.Reserved + mark.Position + RoomForLengths;
            Buffer.MemoryCopy(body, body + more, length, length);
            _store.MoveChunks(mark.Chunks, more);
        }
        var end = _at;
        _at = _start + _store.Reserved + mark.Position;
        WriteVarint((uint)length);
        WriteVarint((uint)chunks);
        _at = end;
    }

    /// <summary>Guards against values that contain themselves: called around each value that can contain others of its
    /// type.</summary>
    /// <exception cref="ArchiveException">The nesting is too deep.</exception>
    public void Enter()
    {
        if (++_depth > ArchiveLayout.MaximumDepth)
            throw ArchiveException.TooDeep();
    }

    /// <summary>The reverse of <see cref="Enter"/>.</summary>
    public void Leave() => _depth--;

    internal static int MeasureVarint(ulong value)
    {
        var length = 1;
        while ((value >>= 7) != 0)
            length++;
        return length;
    }
}
