using Argosy.Artifacts.Files;
using Argosy.Artifacts.Store;

namespace Argosy.Artifacts.Ownership;

/// <summary>Lists all entries at and below outputs, without following links.</summary>
internal static class OutputSurvey
{
    /// <summary>An existing entry.</summary>
    /// <param name="Path">Relative to the project.</param>
    /// <param name="Status">Of itself: links are not followed.</param>
    /// <param name="Output">The declared output that contains it.</param>
    internal readonly record struct Found(string Path, FileStatus Status, string Output);

    /// <summary>All entries, a folder before its contents. Error ARG0247 if a folder can't be read.</summary>
    internal static List<Found> Of(string root, IEnumerable<string> outputs)
    {
        var found = new List<Found>();
        foreach (var output in OutputPaths.Outermost(outputs))
        {
            if (Posix.TryStatus($"{root}/{output}", follow: false) is { } status)
                Add(found, root, output, output, status);
        }

        return found;
    }

    /// <summary>Error ARG0245 if a folder above an output is a link: files behind it don't
    /// belong to the project.</summary>
    internal static void RefuseLinks(string root, IEnumerable<string> outputs)
    {
        foreach (var output in outputs)
        {
            for (var at = output.IndexOf('/'); at > 0; at = output.IndexOf('/', at + 1))
            {
                if (Posix.TryStatus($"{root}/{output[..at]}", follow: false) is not { } status) break;
                if (status.IsLink) throw OwnershipFault.Linked(output, output[..at]);
            }
        }
    }

    private static void Add(List<Found> found, string root, string output, string path, FileStatus status)
    {
        found.Add(new(path, status, output));
        if (!status.IsFolder) return;
        try
        {
            foreach (var (name, below) in FolderWalk.Read($"{root}/{path}"))
                Add(found, root, output, $"{path}/{name}", below);
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw OwnershipFault.Unread(path, e);
        }
    }
}
