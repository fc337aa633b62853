using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Store;

/// <summary>A cached result, with the data that determines whether it is trusted.</summary>
/// <param name="Result">The task's result.</param>
/// <param name="Signature">Its signature; null if it is unsigned.</param>
/// <param name="From">The registry that it came from, or the other user who owns the file;
/// null if this user made it.</param>
public sealed record KeptResult(ActionResult Result, ResultSignature? Signature = null, string? From = null)
{
    /// <summary>Why the result can't belong to a task with these outputs; null if it can.</summary>
    /// <param name="place">Where it was found.</param>
    /// <param name="outputs">Files, folders and links, relative to the project, that may be replaced.</param>
    public Diagnostic? Misfit(string place, IEnumerable<string> outputs) =>
        OutputPaths.Hold(Result.Outputs, OutputPaths.Outermost(outputs))
            ? null
            : new("ARG0263", new(place),
                $"the result of {HarmlessText.OfLine(Result.Task)} isn't taken: "
                + "its files aren't those that the task declares",
                "The task runs. If it comes again, delete the entry, and ask who may write there.");
}
