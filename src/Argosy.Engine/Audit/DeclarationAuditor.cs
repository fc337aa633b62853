using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;

namespace Argosy.Engine.Audit;

/// <summary>Compares a task's accesses with its declaration.</summary>
/// <param name="root">The project's folder, absolute.</param>
/// <param name="declaration">Its declaration.</param>
/// <param name="inputs">The files that its inputs matched when it began, relative to the project.</param>
/// <param name="given">Outputs of all its direct and indirect dependencies.</param>
/// <param name="around">Files that need no declaration.</param>
internal sealed class DeclarationAuditor(
    string root, TaskDeclaration declaration, IReadOnlySet<string> inputs,
    IReadOnlyList<string> given, Allowlist around)
{
    // Can't be declared, since no input's pattern matches there: a commit's history changes with everything.
    private const string History = ".git";

    /// <summary>The missing and wrong declarations, by kind, then by path.</summary>
    public IReadOnlyList<Finding> Findings(TaskTrace trace)
    {
        List<FileUse> uses = [.. trace.Files.Uses];
        var changed = uses.Where(u => u.Effect is not (Effect.Read or Effect.FolderMade))
            .Select(u => u.Path + "/")
            .ToList();
        IEnumerable<Finding?> findings =
        [
            .. uses.Select(u => u.Effect == Effect.FolderMade ? OfFolder(u, changed) : Of(u)),
            .. trace.Started.Select(OfTool),
            .. declaration.Outputs.Where(o => !Path.Exists($"{root}/{o}"))
                .Select(o => new Finding(FindingKind.MissingOutput, o, "not made", "", $"without .Outputs(\"{o}\")")),
            .. Unopened(uses),
        ];
        return
        [
            .. findings.OfType<Finding>().Distinct()
                .OrderBy(f => f.Kind).ThenBy(f => f.Path, StringComparer.Ordinal)
        ];
    }

    private Finding? Of(FileUse use)
    {
        if (around.TryRelative(use.Path) is not { } path) return OfOutside(use);
        if (around.IsEngines(path) || IsIn(declaration.Outputs, path)) return null;
        if (use.Effect == Effect.Read) return OfRead(use, path);
        if (use.Effect == Effect.Temporary && IsBesideOutput(path)) return null;
        return use.Effect switch
        {
            Effect.Removed => new(FindingKind.Stray, path, "removed", use.By, null),
            Effect.Temporary => new(FindingKind.Stray, path, "written and removed", use.By, null),
            // Written in a separate mount namespace, and not visible from here.
            _ when !IsThere(use.Path) => null,
            _ => new(FindingKind.Stray, path, "written", use.By, $".Outputs(\"{path}\")"),
        };
    }

    private Finding? OfRead(FileUse use, string path)
    {
        var alias = around.TryRelative(use.Alias) ?? path;
        if (inputs.Contains(path) || inputs.Contains(alias)
            || IsIn(given, path) || IsIn(given, alias) || IsIn(declaration.Outputs, alias)) return null;
        if (Directory.Exists(use.Path)
            || declaration.Tools.Concat(declaration.OptionalTools)
                .Any(t => IsToolOrWithin(Path.GetFullPath(t, root), use.Alias))) return null;
        return PathText.IsWithin(path, History)
            ? new(FindingKind.Outside, History, "read", use.By, ".Values(…) of what is taken from there")
            : new(FindingKind.UndeclaredInput, alias, "read", use.By, $".Inputs(\"{alias}\")");
    }

    private static bool IsToolOrWithin(string tool, string path) => path == tool || PathText.IsWithin(path, tool);

    private Finding? OfOutside(FileUse use)
    {
        // A link of the project that leads out of it: the requested path counts, if it is declared.
        if (around.IsSystem(use.Path) || use.Effect is Effect.FolderMade or Effect.Temporary) return null;
        if (around.TryRelative(use.Alias) is { } alias && (inputs.Contains(alias) || IsIn(given, alias))) return null;
        return new(FindingKind.Outside, use.Path, Word(use.Effect), use.By, null);
    }

    // Of folders only one that still exists and is empty: no file shows it.
    private Finding? OfFolder(FileUse use, List<string> changed)
    {
        if (around.TryRelative(use.Path) is not { } path
            || around.IsEngines(path) || IsIn(declaration.Outputs, path)) return null;
        var above = path + "/";
        if (declaration.Outputs.Any(o => o.StartsWith(above, StringComparison.Ordinal))) return null;
        return changed.Any(c => c.StartsWith(use.Path + "/", StringComparison.Ordinal)) || !Directory.Exists(use.Path)
            ? null
            : new(FindingKind.Stray, path, "made", use.By, $".Outputs(\"{path}\")");
    }

    private Finding? OfTool(string program)
    {
        var name = Path.GetFileName(program);
        // A program of the project counts as a file: as an input, or as a predecessor's output.
        if (around.TryRelative(program) is not null) return null;
        return declaration.Tools.Concat(declaration.OptionalTools)
            .Any(t => t == name || Path.GetFullPath(t, root) == program)
                ? null
                : new(FindingKind.UndeclaredTool, name, "run", "", $".Uses(\"{name}\")");
    }

    private IEnumerable<Finding> Unopened(List<FileUse> uses)
    {
        var used = uses.SelectMany(u => new[] { u.Path, u.Alias })
            .Select(around.TryRelative)
            .ToHashSet(StringComparer.Ordinal);
        return inputs.Where(i => !used.Contains(i))
            .Select(i => new Finding(FindingKind.UnopenedInput, i, "never opened", "", null));
    }

    // An output that is written and then renamed is first next to itself under a longer name, and so is the one it
    // replaces.
    private bool IsBesideOutput(string path) => declaration.Outputs.Any(o =>
    {
        var folder = o.LastIndexOf('/') + 1;
        if (!path.StartsWith(o[..folder], StringComparison.Ordinal)) return false;
        return path[folder..].Split('/')[0].TrimStart('.')
            .StartsWith(o[folder..].TrimStart('.'), StringComparison.Ordinal);
    });

    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsIn(IEnumerable<string> folders, string path) => folders.Any(f => PathText.IsWithin(path, f));

    private static string Word(Effect effect) => effect switch
    {
        Effect.Read => "read",
        Effect.Removed => "removed",
        _ => "written",
    };
}
