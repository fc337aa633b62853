using System.Globalization;

namespace Cake.Argosy.Module.Tests.Fuzzing;

/// <summary>A random graph of tasks, and each task's outputs: as real files, and as a model.</summary>
/// <param name="Dependencies">For each task, the earlier ones whose outputs it reads.</param>
/// <param name="Lossy">Whether a task's result depends only on the number of files it reads, which ends chains of
/// changes.</param>
internal sealed record GraphModel(IReadOnlyList<int[]> Dependencies, IReadOnlyList<bool> Lossy)
{
    public int Count => Dependencies.Count;

    /// <summary>The graph of a seed, always the same.</summary>
    public static GraphModel Of(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(2, 6);
        return new(
            [.. Enumerable.Range(0, count)
                .Select(i => Enumerable.Range(0, i).Where(_ => random.Next(2) == 0).ToArray())],
            [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0)]);
    }

    public static string Sources(int task) => $"src{task}";

    public static string Folder(int task) => $"out{task}";

    /// <summary>The declared outputs: a folder and, for every other task, a file.</summary>
    public static string[] Outputs(int task) => task % 2 == 0 ? [Folder(task)] : [Folder(task), $"sum{task}"];

    /// <summary>A task's outputs by path.</summary>
    /// <param name="task">Its number.</param>
    /// <param name="inputs">All files that it reads, by path.</param>
    public SortedDictionary<string, string> Make(int task, IReadOnlyDictionary<string, string> inputs)
    {
        var all = string.Join(
            '\n', inputs.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}={i.Value}"));
        var made = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{Folder(task)}/all"] = Lossy[task] ? inputs.Count.ToString("D20", CultureInfo.InvariantCulture) : all,
        };
        foreach (var (path, text) in inputs.Where(i => i.Key.StartsWith(Sources(task) + "/", StringComparison.Ordinal)))
            made[$"{Folder(task)}/parts/{Path.GetFileName(path)}"] = $"{text}, a part of task {task}";
        if (task % 2 == 1) made[$"sum{task}"] = all.Length.ToString("D20", CultureInfo.InvariantCulture);
        return made;
    }

    /// <summary>The outputs of a clean build of all tasks from these sources.</summary>
    public SortedDictionary<string, string> Build(IReadOnlyDictionary<string, string> sources)
    {
        var everything = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var task = 0; task < Count; task++)
        {
            var folders = Dependencies[task].Select(Folder).Append(Sources(task)).ToHashSet(StringComparer.Ordinal);
            var inputs = sources.Concat(everything).Where(f => folders.Contains(f.Key.Split('/')[0]))
                .ToDictionary(f => f.Key, f => f.Value);
            foreach (var (path, text) in Make(task, inputs)) everything[path] = text;
        }

        return everything;
    }

    /// <summary>The files below these folders, by path.</summary>
    public static SortedDictionary<string, string> Read(string root, IEnumerable<string> outputs)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var output in outputs.Select(o => Path.Combine(root, o)))
        {
            var files = Directory.Exists(output)
                ? Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)
                : File.Exists(output) ? [output] : [];
            foreach (var file in files) found[Path.GetRelativePath(root, file)] = File.ReadAllText(file);
        }

        return found;
    }
}
