namespace Argosy.Artifacts.Actions;

/// <summary>Why an action's key isn't what it was, in words.</summary>
public static class ActionDifference
{
    /// <summary>A line for each field that is new, gone or other than before; empty for equal forms.</summary>
    /// <param name="before">The form of the last run.</param>
    /// <param name="now">The form of this one.</param>
    /// <param name="versionOf">The version that goes with a tool's digest, where it is known.</param>
    public static IReadOnlyList<string> Between(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> now, Func<string, string?>? versionOf = null)
    {
        if (!before.StartsWith(ActionForm.Schema)) return ["the last run's key was of another form"];
        var old = ActionForm.Read(before);
        var left = new Dictionary<(string Kind, string Name), string>();
        foreach (var field in old) left[Identity(field)] = field.Value;
        var lines = new List<string>();
        foreach (var field in ActionForm.Read(now))
        {
            if (!left.Remove(Identity(field), out var value)) lines.Add(Added(field));
            else if (value != field.Value) lines.Add(Changed(field, value, versionOf));
        }

        lines.AddRange(left.Select(gone => Removed(new(gone.Key.Kind, gone.Key.Name, gone.Value))));
        return lines;
    }

    // A file that became executable changed: it didn't go and come.
    private static (string, string) Identity(ActionField field) =>
        (field.Kind == FieldKind.Program ? FieldKind.Input : field.Kind, field.Name);

    private static string Added(ActionField field) => field.Kind switch
    {
        FieldKind.Input or FieldKind.Program => $"input {field.Name} is new",
        FieldKind.After => $"it now comes after {field.Name}",
        _ => $"{Subject(field)} is new: {Shown(field.Value)}",
    };

    private static string Removed(ActionField field) => field.Kind switch
    {
        FieldKind.Input or FieldKind.Program => $"input {field.Name} is gone",
        FieldKind.After => $"it no longer comes after {field.Name}",
        _ => $"{Subject(field)} is gone: it was {Shown(field.Value)}",
    };

    private static string Changed(ActionField field, string before, Func<string, string?>? versionOf) => field.Kind switch
    {
        FieldKind.Tool when versionOf?.Invoke(before) is { } old && versionOf(field.Value) is { } other =>
            $"{Subject(field)} changed: {old} ({Shown(before)}) → {other} ({Shown(field.Value)})",
        FieldKind.Code => $"the build's own code changed: {Shown(before)} → {Shown(field.Value)}",
        FieldKind.After => $"{field.Name} gave something else: {Shown(before)} → {Shown(field.Value)}",
        _ => $"{Subject(field)} changed: {Shown(before)} → {Shown(field.Value)}",
    };

    private static string Subject(ActionField field) => field.Name.Length == 0 ? field.Kind : $"{field.Kind} {field.Name}";

    // Twelve digits tell digests apart as well as sixty-four.
    private static string Shown(string value) => string.Join(' ', value.Split(' ').Select(
        word => word.Length == 64 && Digest.TryParse(word) is not null ? word[..12] : word)) is { Length: > 0 } text ? text : "''";
}
