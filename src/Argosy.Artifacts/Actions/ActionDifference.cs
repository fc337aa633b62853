using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Actions;

/// <summary>Describes why an action's key changed. Values of variables and arguments are not shown: they may be
/// secrets, and the form has only their digests.</summary>
public static class ActionDifference
{
    /// <summary>The maximum number of differences listed; of further ones only the count is given.</summary>
    public const int MostLines = 200;

    /// <summary>A line for each field that was added, removed or changed; empty for equal forms.</summary>
    /// <param name="before">The form of the last run.</param>
    /// <param name="now">The form of this one.</param>
    /// <param name="versionOf">The version of a tool by its digest, if known.</param>
    /// <param name="folderOf">A folder of an input tree, if known.</param>
    public static IReadOnlyList<string> Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now,
        Func<string, string?>? versionOf = null, Func<Digest, byte[]?>? folderOf = null)
    {
        if (!before.StartsWith(ActionFingerprint.Schema)) return ["the last run's key was of another form"];
        var lines = new Lines();
        var (old, other) = (ActionFingerprint.Read(before), ActionFingerprint.Read(now));
        if (!AddTrees(lines, ref old, ref other, folderOf ?? (static _ => null))) lines.Add("its inputs changed");
        var left = new Dictionary<(string Kind, string Name), ActionField>();
        foreach (var field in old) left[Identity(field)] = field;
        foreach (var field in other)
        {
            if (!left.Remove(Identity(field), out var was)) lines.Add(Added(field));
            else if (was != field) lines.Add(Changed(field, was, versionOf));
        }

        foreach (var gone in left.Values) lines.Add(Removed(gone));
        return lines.Told();
    }

    // Compares two trees by the folders that differ, and a tree with single files file by file. False if that is
    // impossible.
    private static bool AddTrees(
        Lines lines, ref IReadOnlyList<ActionField> old, ref IReadOnlyList<ActionField> now,
        Func<Digest, byte[]?> folderOf)
    {
        var (before, after) = (TreeOf(old), TreeOf(now));
        if (before is null && after is null) return true;
        if (before is { } first && after is { } second)
        {
            (old, now) = (WithoutTree(old), WithoutTree(now));
            return InputTree.Compare(first, second, folderOf, (_, was, field) => lines.Add(
                was is null ? Added(field!.Value)
                : field is null ? Removed(was.Value)
                : Changed(field.Value, was.Value, null)));
        }

        var files = new List<ActionField>();
        var isKnown = InputTree.Expand((before ?? after)!.Value, folderOf, files.Add);
        if (!isKnown)
        {
            (old, now) = (WithoutInputs(old), WithoutInputs(now));
            return false;
        }

        if (before is not null) old = [.. WithoutTree(old), .. files];
        else now = [.. WithoutTree(now), .. files];
        return true;
    }

    private static Digest? TreeOf(IReadOnlyList<ActionField> fields) =>
        fields.FirstOrDefault(f => f.Kind == FieldKind.Inputs).Value is { } value ? Digest.TryParse(value) : null;

    private static IReadOnlyList<ActionField> WithoutTree(IReadOnlyList<ActionField> fields) =>
        [.. fields.Where(f => f.Kind != FieldKind.Inputs)];

    private static IReadOnlyList<ActionField> WithoutInputs(IReadOnlyList<ActionField> fields) =>
        [.. fields.Where(f => f.Kind != FieldKind.Inputs && !IsFile(f))];

    private static bool IsFile(ActionField field) =>
        field.Kind is FieldKind.Input or FieldKind.Program or FieldKind.Link;

    // A file that became executable is a changed file, not a removed and an added one.
    private static (string, string) Identity(ActionField field) =>
        (IsFile(field) ? FieldKind.Input : field.Kind, field.Name);

    private static bool IsSecret(ActionField field) => field.Kind is FieldKind.Variable or FieldKind.Argument;

    private static string Added(ActionField field) => field.Kind switch
    {
        FieldKind.Input or FieldKind.Program or FieldKind.Link => $"input {FileName.Shown(field.Name)} is new",
        FieldKind.Dependency => $"it now comes after {field.Name}",
        _ when IsSecret(field) => $"{Subject(field)} is new",
        _ => $"{Subject(field)} is new: {Shown(field.Value)}",
    };

    private static string Removed(ActionField field) => field.Kind switch
    {
        FieldKind.Input or FieldKind.Program or FieldKind.Link => $"input {FileName.Shown(field.Name)} is gone",
        FieldKind.Dependency => $"it no longer comes after {field.Name}",
        _ when IsSecret(field) => $"{Subject(field)} is gone",
        _ => $"{Subject(field)} is gone: it was {Shown(field.Value)}",
    };

    private static string Changed(
        ActionField field, ActionField was, Func<string, string?>? versionOf) => field.Kind switch
        {
            _ when was.Value == field.Value =>
                $"input {FileName.Shown(field.Name)} was {Article(was)} and is {Article(field)}",
            FieldKind.Tool when versionOf?.Invoke(was.Value) is { } old && versionOf(field.Value) is { } other =>
                $"{Subject(field)} changed: {old} ({Shown(was.Value)}) → {other} ({Shown(field.Value)})",
            FieldKind.Code => $"the build's own code changed: {Values(was, field)}",
            FieldKind.Dependency => $"{field.Name} gave something else: {Values(was, field)}",
            _ when IsSecret(field) => $"{Subject(field)} changed",
            _ => $"{Subject(field)} changed: {Values(was, field)}",
        };

    private static string Article(ActionField file) => file.Kind switch
    {
        FieldKind.Program => "executable",
        FieldKind.Link => "a link",
        _ => "a file that can't be executed",
    };

    private static string Values(ActionField was, ActionField field) => $"{Shown(was.Value)} → {Shown(field.Value)}";

    private static string Subject(ActionField field) =>
        field.Name.Length == 0 ? field.Kind : $"{field.Kind} {FileName.Shown(field.Name)}";

    // Twelve digits distinguish digests well enough.
    private static string Shown(string value) =>
        string.Join(' ', FileName.Shown(value).Split(' ').Select(
            word => word.Length == 64 && Digest.TryParse(word) is not null ? word[..12] : word))
            is { Length: > 0 } text ? text : "''";

    private sealed class Lines
    {
        private readonly List<string> _told = [];
        private int _count;

        internal void Add(string line)
        {
            if (++_count <= MostLines) _told.Add(line);
        }

        internal IReadOnlyList<string> Told() =>
            _count <= MostLines ? _told : [.. _told, $"and {_count - MostLines} other differences"];
    }
}
