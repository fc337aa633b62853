using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>Reads a meson project: its name and version, what it needs, and what it installs.</summary>
internal sealed class MesonProject(ProjectFiles files, Findings findings, string folder)
{
    private const string FileName = "meson.build";
    private const int MostFiles = 60;

    private readonly Requirements _needs = new();
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private MesonCall? _project;
    private bool _hasLibrary;

    /// <summary>The file of a folder.</summary>
    public static string FileIn(string folder) => folder == "." ? FileName : $"{folder}/{FileName}";

    /// <summary>The project; null if the file has no <c>project()</c>.</summary>
    public NativeProposal? Read()
    {
        Read(folder);
        if (_project is not { Texts: [{ } name, ..] } project) return null;
        var place = $"{FileIn(folder)}:{project.Line}";
        if (project.Texts.Contains("cpp")) _needs.Package("libstdc++6", "the language C++");
        return new(NameGuess.Of(name, "native"), folder, place)
        {
            Title = name,
            Version = project.Keywords.GetValueOrDefault("version") is { } version ? new(version, place) : null,
            Packages = _needs.Packages,
            Tools = _needs.Tools,
            HasLibrary = _hasLibrary,
            Remarks = _needs.Remarks,
        };
    }

    private void Read(string at)
    {
        var file = FileIn(at);
        if (_read.Count == MostFiles || !_read.Add(file) || files.Text(file) is not { } text) return;
        foreach (var call in new MesonScanner(text, file, findings).Read()) Take(call, at, $"{file}:{call.Line}");
    }

    private void Take(MesonCall call, string at, string place)
    {
        if (call.Texts is not [{ } first, ..]) return;
        switch (call.Name)
        {
            case "project":
                _project ??= call;
                break;
            case "dependency":
                foreach (var name in call.Texts.OfType<string>()) _needs.Dependency(name, place);
                break;
            case "find_program":
                foreach (var name in call.Texts.OfType<string>()) _needs.Program(name, place);
                break;
            case "add_languages":
                if (call.Texts.Contains("cpp")) _needs.Package("libstdc++6", "the language C++");
                break;
            case "library" or "shared_library" or "both_libraries":
                _hasLibrary = true;
                break;
            case "subdir":
                if (ProjectFiles.Join(at, first) is { } next) Read(next);
                break;
            case var method when method.EndsWith(".find_library", StringComparison.Ordinal):
                _needs.LinkedLibrary(first, place);
                break;
        }
    }
}
