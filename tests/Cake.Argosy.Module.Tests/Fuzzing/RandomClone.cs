namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>A work tree, and what a user does to it.</summary>
internal sealed class RandomClone
{
    private static readonly string[] s_texts = ["a", "bb", "cc", "dd", "a longer text"];
    private static readonly string[] s_names = ["x", "y", "z"];
    private readonly GraphModel _model;
    private readonly Random _random;

    // The user's changes to outputs since the last successful build, with the text that must not be lost.
    private readonly Dictionary<string, string?> _edits = new(StringComparer.Ordinal);
    private int _unique;

    public RandomClone(string root, GraphModel model, Random random)
    {
        (Root, _model, _random) = (root, model, random);
        for (var task = 0; task < model.Count; task++)
        {
            Directory.CreateDirectory(At(GraphModel.Sources(task)));
            File.WriteAllText(At($"{GraphModel.Sources(task)}/x"), "a");
        }

        // Builds record that they had nothing to do, for who answers before the engine.
        Directory.CreateDirectory(At(".argosy"));
        File.WriteAllText(At(".argosy/noop"), "");
    }

    public string Root { get; }

    public SortedDictionary<string, string> Sources =>
        GraphModel.Read(Root, Enumerable.Range(0, _model.Count).Select(GraphModel.Sources));

    public SortedDictionary<string, string> Outputs() =>
        GraphModel.Read(Root, Enumerable.Range(0, _model.Count).SelectMany(GraphModel.Outputs));

    /// <summary>Changes one source or output.</summary>
    public void Edit()
    {
        if (_random.Next(2) == 0) EditSource();
        else EditOutput();
    }

    /// <summary>Records changes that an edit elsewhere made here, through a hard link.</summary>
    public void NoteChangesSince(SortedDictionary<string, string> before)
    {
        foreach (var (path, text) in Outputs().Where(o => before.GetValueOrDefault(o.Key) != o.Value))
            _edits[path] = text;
    }

    /// <summary>The engine rejects a file at an output's path: checks that the user's change is complete, then removes
    /// the file.</summary>
    public void GiveUp(string path, string output)
    {
        _edits.ShouldContainKey(path, output);
        if (_edits[path] is { } text) File.ReadAllText(At(path)).ShouldBe(text, output);
        File.Delete(At(path));
        _edits.Remove(path);
    }

    /// <summary>After a successful build: every edit is still in its place, because it made no difference, or was moved
    /// aside.</summary>
    public void DemandEdits()
    {
        var aside = GraphModel.Read(Root, [".argosy/aside"]).Values.ToHashSet(StringComparer.Ordinal);
        var outputs = Outputs();
        foreach (var (path, text) in _edits
            .Where(e => e.Value is not null && outputs.GetValueOrDefault(e.Key) != e.Value))
            aside.ShouldContain(text!, $"the edit of {path} was lost");
        _edits.Clear();
    }

    private void EditSource()
    {
        var folder = At(GraphModel.Sources(_random.Next(_model.Count)));
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        var file = files[_random.Next(files.Length)];
        switch (_random.Next(6))
        {
            case 0: File.WriteAllText(file, Text()); break;
            case 1: File.WriteAllText(Path.Combine(folder, s_names[_random.Next(s_names.Length)]), Text()); break;
            case 2: File.SetLastWriteTimeUtc(file, DateTime.UtcNow); break;
            case 3: Replace(file, SameSize(File.ReadAllText(file)), File.GetLastWriteTimeUtc(file)); break;
            case 4: Overwrite(file, SameSize(File.ReadAllText(file))); break;
            default:
                if (files.Length > 1) File.Delete(file);
                break;
        }
    }

    private void EditOutput()
    {
        var untouched = Outputs().Keys.Where(o => !_edits.ContainsKey(o)).ToArray();
        if (untouched.Length == 0) return;
        var path = untouched[_random.Next(untouched.Length)];
        var (file, text) = (At(path), File.ReadAllText(At(path)));
        switch (_random.Next(9))
        {
            case 0: File.Delete(file); break;
            case 1: Replace(file, _edits[path] = Unique(40), DateTime.UtcNow); break;
            case 2: Replace(file, _edits[path] = Unique(text.Length), File.GetLastWriteTimeUtc(file)); break;
            case 3:
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                Overwrite(file, _edits[path] = Unique(text.Length));
                break;
            case 4: File.SetLastWriteTimeUtc(file, DateTime.UtcNow); break;
            case 5: File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite); break;
            case 6: Replace(file, text, DateTime.UtcNow); break;
            case 7:
                File.Move(file, file + ".moved", overwrite: true);
                _edits[path + ".moved"] = null;
                break;
            default:
                var foreign = $"{GraphModel.Folder(_random.Next(_model.Count))}/foreign{_unique}";
                Directory.CreateDirectory(Path.GetDirectoryName(At(foreign))!);
                File.WriteAllText(At(foreign), _edits[foreign] = Unique(40));
                break;
        }
    }

    private static void Replace(string file, string text, DateTime time)
    {
        File.WriteAllText(file + "~", text);
        File.SetLastWriteTimeUtc(file + "~", time);
        File.Move(file + "~", file, overwrite: true);
    }

    // In place, like a program that keeps the time stamp.
    private static void Overwrite(string file, string text)
    {
        var time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, time);
    }

    private string Text() => s_texts[_random.Next(s_texts.Length)];

    private string SameSize(string text) => text.Length == 2
        ? s_texts[_random.Next(1, 4)]
        : new string((char)('a' + _random.Next(26)), text.Length);

    // A text of that length, different from all earlier ones.
    private string Unique(int length) => $"{_unique++:D6} {Path.GetFileName(Root)}".PadRight(length, '-')[..length];

    private string At(string path) => Path.Combine(Root, path);
}
