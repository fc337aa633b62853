using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Argosy.Runtime;

/// <summary>Why a call has no result, with the number on the wire.</summary>
internal enum FaultKind
{
    /// <summary>The action threw.</summary>
    Failed = 0,

    /// <summary>It was cancelled.</summary>
    Cancelled = 1,

    /// <summary>The object isn't there (any more): its home knows its locality.</summary>
    ObjectElsewhere = 2,
}

/// <summary>A failure to be sent to the caller.</summary>
internal sealed record Fault(FaultKind Kind, string Type, string Message, string StackTrace)
{
    private const int LongestText = 16_384;
    private const int ShortText = 512;

    /// <param name="failure">As thrown.</param>
    /// <param name="cancelled">Whether the call was cancelled: only then a cancellation is the caller's own, otherwise
    /// it is a failure of the action like any other, such as a request of its own that timed out.</param>
    internal static Fault From(Exception failure, bool cancelled = false) => new(
        failure switch
        {
            OperationCanceledException when cancelled => FaultKind.Cancelled,
            ObjectElsewhereException => FaultKind.ObjectElsewhere,
            _ => FaultKind.Failed,
        },
        failure.GetType().FullName ?? failure.GetType().Name, Text(() => failure.Message), Text(failure.ToString));

    /// <summary>An exception as text, whatever its own methods throw.</summary>
    internal static string Describe(Exception failure) => Text(failure.ToString) is { Length: > 0 } text
        ? text
        : failure.GetType().FullName ?? failure.GetType().Name;

    /// <summary>Whether it fits into a parcel of any limits (<see cref="ParcelLimits.MinimumIndex"/>).</summary>
    internal bool IsShort => Type.Length <= ShortText && Message.Length <= ShortText && StackTrace.Length == 0;

    /// <summary>The same failure with the beginning of its texts, if there is no memory or no space for them.</summary>
    internal Fault Shorten() => new(Kind, Cut(Type), Cut(Message), "");

    internal void Write(ref ArchiveWriter writer)
    {
        writer.WriteText(Type);
        writer.WriteText(Message);
        writer.WriteText(StackTrace);
    }

    internal static Fault Read(FaultKind kind, ref ArchiveReader reader) =>
        new(kind, reader.ReadText() ?? "", reader.ReadText() ?? "", reader.ReadText() ?? "");

    internal Exception ToException(
        int locality, string action, CancellationToken cancellationToken = default) => Kind switch
        {
            FaultKind.Cancelled =>
                new OperationCanceledException($"the action was cancelled on locality {locality}", cancellationToken),
            FaultKind.ObjectElsewhere => new ObjectElsewhereException(Message),
            _ => new RemoteActionException(locality, action, Type, Message, StackTrace),
        };

    private static string Cut(string text) => text.Length <= ShortText
        ? text
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Substring(0, ShortText)));

    // An exception may have any class and any text: neither may prevent the answer.
    [SuppressMessage("Design", "CA1031", Justification = "A failure that can't be described is reported all the same.")]
    private static string Text(Func<string?> words)
    {
        string text;
        try
        {
            text = words() ?? "";
        }
        catch (Exception)
        {
            return "";
        }
        if (text.Length > LongestText)
            text = string.Concat(text.Substring(0, LongestText), "…");
        // An unpaired surrogate, from the author or from the truncation, becomes the replacement character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }
}

/// <summary>The object isn't on the called locality. The runtime asks its home and tries again.</summary>
internal sealed class ObjectElsewhereException(string message) : Exception(message);
