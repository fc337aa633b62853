namespace Argosy.Runtime;

/// <summary>
/// Counts what has arrived from a peer, and tells it when it has asked. It keeps one question for each count, the
/// nearest: the answer says how far the count is, and the peer asks again if it waits for more.
/// </summary>
/// <param name="answer">Sends a count to the peer.</param>
internal sealed class FlowMarks(Action<FlowCount, long> answer)
{
    private readonly long[] _counts = new long[2];
    private readonly long[] _asked = new long[2]; // 0 for no question

    internal void Count(FlowCount kind)
    {
        var now = Interlocked.Increment(ref _counts[(int)kind]); // before the look whether there is a question
        var asked = Volatile.Read(ref _asked[(int)kind]);
        if (asked != 0 && now >= asked && Interlocked.CompareExchange(ref _asked[(int)kind], 0, asked) == asked)
            answer(kind, now);
    }

    internal void Ask(FlowCount kind, long count)
    {
        if (kind > FlowCount.Run)
            return; // a later version's
        ref var asked = ref _asked[(int)kind];
        for (var before = Volatile.Read(ref asked); before == 0 || count < before;)
        {
            var found = Interlocked.CompareExchange(ref asked, count, before);
            if (found == before)
                break;
            before = found;
        }
        var now = Volatile.Read(ref _counts[(int)kind]);
        if (now >= count && Interlocked.Exchange(ref asked, 0) != 0)
            answer(kind, now);
    }
}
