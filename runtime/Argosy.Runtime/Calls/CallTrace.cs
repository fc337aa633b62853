#if NET
using System.Diagnostics;
#endif

namespace Argosy.Runtime;

/// <summary>A call, or the action that it runs, in a distributed trace: the source <c>Argosy.Runtime</c>, for
/// OpenTelemetry. Costs a look at a field where nobody listens. Not for netstandard2.0, which has none.</summary>
/// <remarks>Source: W3C Trace Context, and OpenTelemetry's conventions for remote calls.</remarks>
internal readonly struct CallTrace
{
    /// <summary>Bytes of a context behind the arguments of a traced call: trace id, span id, flags.</summary>
    internal const int ContextLength = 25;

#if NET
    private static readonly ActivitySource s_source = new("Argosy.Runtime");

    private readonly Activity? _activity;
    private readonly ActivityContext _context;

    private CallTrace(Activity? activity, ActivityContext context) => (_activity, _context) = (activity, context);

    /// <summary>The kind of the call's parcel.</summary>
    internal ParcelKind Kind => _context == default ? ParcelKind.Call : ParcelKind.TracedCall;

    /// <summary>Begins a call's part on the caller's side.</summary>
    internal static CallTrace OfCall(string action, int locality, bool isPost)
    {
        var outer = Activity.Current;
        if (!s_source.HasListeners())
            return outer is { IdFormat: ActivityIdFormat.W3C } ? new(null, outer.Context) : default;
        var activity = s_source.StartActivity(action, isPost ? ActivityKind.Producer : ActivityKind.Client);
        // What the caller does next isn't a part of the call.
        Activity.Current = outer;
        if (activity is null)
            return outer is { IdFormat: ActivityIdFormat.W3C } ? new(null, outer.Context) : default;
        Describe(activity, action, "argosy.locality", locality);
        return new(activity, activity.IdFormat == ActivityIdFormat.W3C ? activity.Context : default);
    }

    /// <summary>Begins an action's part. The thread that called has it as its current activity.</summary>
    /// <param name="action">The action's name.</param>
    /// <param name="caller">The calling locality.</param>
    /// <param name="isPost">Nobody waits for an answer.</param>
    /// <param name="context">The caller's, from <see cref="Read"/>.</param>
    internal static CallTrace OfAction(string action, int caller, bool isPost, CallTrace context)
    {
        if (!s_source.HasListeners())
            return default;
        var activity = s_source.StartActivity(
            action, isPost ? ActivityKind.Consumer : ActivityKind.Server, context._context);
        if (activity is not null)
            Describe(activity, action, "argosy.caller", caller);
        return new(activity, default);
    }

    /// <summary>The context behind a call's arguments.</summary>
    internal static CallTrace Read(ref ArchiveReader reader)
    {
        var bytes = reader.ReadBytes(ContextLength);
        return new(null, new(
            ActivityTraceId.CreateFromBytes(bytes[..16]), ActivitySpanId.CreateFromBytes(bytes.Slice(16, 8)),
            (ActivityTraceFlags)bytes[24], traceState: null, isRemote: true));
    }

    /// <summary>Writes the context behind a call's arguments, if there is one.</summary>
    internal void Write(ref ArchiveWriter writer)
    {
        if (_context == default)
            return;
        var bytes = writer.Reserve(ContextLength);
        _context.TraceId.CopyTo(bytes.Slice(0, 16));
        _context.SpanId.CopyTo(bytes.Slice(16, 8));
        bytes[24] = (byte)_context.TraceFlags;
    }

    /// <summary>Ends it.</summary>
    /// <param name="failure">Null if it ended well.</param>
    internal void End(Exception? failure = null)
    {
        if (_activity is null)
            return;
        if (failure is not null)
        {
            _activity.SetTag("error.type", failure.GetType().FullName);
            _activity.SetStatus(ActivityStatusCode.Error, failure.Message);
        }
        _activity.Stop();
    }

    /// <summary>What the thread does next isn't a part of the action, which has its own flow.</summary>
    internal void Leave()
    {
        if (_activity is not null)
            Activity.Current = null;
    }

    private static void Describe(Activity activity, string action, string other, int locality) => activity
        .SetTag("rpc.system", "argosy").SetTag("rpc.method", action).SetTag(other, locality);
#else
#pragma warning disable CA1822 // Members of the other framework use the instance.
    internal ParcelKind Kind => ParcelKind.Call;

    internal static CallTrace OfCall(string action, int locality, bool isPost) => default;

    internal static CallTrace OfAction(string action, int caller, bool isPost, CallTrace context) => default;

    internal static CallTrace Read(ref ArchiveReader reader)
    {
        _ = reader.ReadBytes(ContextLength);
        return default;
    }

    internal void Write(ref ArchiveWriter writer)
    {
    }

    internal void End(Exception? failure = null)
    {
    }

    internal void Leave()
    {
    }
#pragma warning restore CA1822
#endif
}
