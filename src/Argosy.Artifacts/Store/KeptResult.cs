using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Store;

/// <summary>A result as a cache keeps it, with what tells whether it may be believed.</summary>
/// <param name="Result">What a task gave.</param>
/// <param name="Signature">Who vouches for it; null where nobody does.</param>
/// <param name="From">The registry that it came from, or the other user whose file it is; null where this user made it.</param>
public sealed record KeptResult(ActionResult Result, ResultSignature? Signature = null, string? From = null)
{
    /// <summary>Why the result can't be that of a task with these outputs; null where it can.</summary>
    /// <param name="place">Where it was found.</param>
    /// <param name="outputs">Files, folders and links, relative to the project: what may be replaced.</param>
    public Diagnostic? Misfit(string place, IEnumerable<string> outputs) => OutputPaths.Hold(Result.Outputs, OutputPaths.Outermost(outputs))
        ? null
        : new("ARG0263", new(place), $"the result of {HarmlessText.OfLine(Result.Task)} isn't taken: its files aren't those that the task declares",
            "The task runs. If it comes again, delete the entry, and ask who may write there.");
}
