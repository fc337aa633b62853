namespace Argosy.Runtime;

/// <summary>Objects that the whole cluster can reach.</summary>
public sealed partial class Cluster
{
    private const int MostMoves = 64;

    /// <summary>Makes a reference by which every locality can call the object.
    /// It lives as long as there is a reference.</summary>
    public Remote<T> Register<T>(T value)
        where T : class => Objects.Register(value);

    internal bool IsOpen => !_closed;

    /// <exception cref="ArchiveException">There is no such locality.</exception>
    internal void RequireMember(int locality)
    {
        if (locality < 0 || locality >= All.Count)
            throw ArchiveException.Malformed($"it names locality {locality} of {All.Count}");
    }

    /// <summary>Calls an object where it was last known to be, then, if it isn't there,
    /// where its home locates it.</summary>
    internal async ValueTask<TResult> CallObjectAsync<T, TArguments, TResult>(
        Remote<T> remote, ActionDescriptor<TArguments, TResult> action, TArguments arguments, CallOptions options,
        CancellationToken cancellationToken)
        where T : class
    {
        var place = Objects.Guess(remote.Id);
        for (var moves = 0; ; moves++)
        {
            try
            {
                var result = await CallAsync(place, action, arguments, options, cancellationToken)
                    .ConfigureAwait(false);
                GC.KeepAlive(remote); // its credit is what keeps the object
                return result;
            }
            catch (ObjectElsewhereException)
            {
                if (moves == MostMoves)
                    throw new InvalidOperationException(
                        $"ARG0839 object {remote.Id} was moved {MostMoves} times while a call looked for it. "
                        + "Call again, or move it less often.");
                place = await Objects.LocateAsync(remote.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
