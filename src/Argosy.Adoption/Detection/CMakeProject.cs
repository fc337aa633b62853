using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>Reads a CMake project: its name and version, what it needs, and what it installs.</summary>
/// <remarks>Conditions aren't evaluated: what lies inside <c>if</c> counts as needed, but not as installed.</remarks>
internal sealed class CMakeProject(ProjectFiles files, Findings findings, string folder)
{
    private const string FileName = "CMakeLists.txt";
    private const int MostFiles = 60;

    private readonly CMakeVariables _variables = new();
    private readonly Requirements _needs = new();
    private readonly CMakeInstalls _installs = new();
    private readonly CMakeVersion _version = new();
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private CMakeCommand? _project;
    private bool _isCxx;

    /// <summary>The file of a folder.</summary>
    public static string FileIn(string folder) => folder == "." ? FileName : $"{folder}/{FileName}";

    /// <summary>The project; null if the file has no <c>project()</c>.</summary>
    public NativeProposal? Read()
    {
        var file = FileIn(folder);
        Read(folder, 0);
        if (_project is not { Arguments: [var written, ..] } project) return null;
        var place = $"{file}:{project.Line}";
        var name = _variables.Expand(written) ?? Path.GetFileName(files.Root);
        if (_isCxx || IsCxx(project)) _needs.Package("libstdc++6", "the language C++");
        return new(NameGuess.Of(name, "native"), folder, place)
        {
            Title = name,
            Version = Value(project, "VERSION") is { } version ? new(version, place) : _version.Find(name),
            Description = Value(project, "DESCRIPTION") is { } said ? new(said, place) : null,
            Packages = _needs.Packages,
            Tools = _needs.Tools,
            Options = _installs.Options(_variables),
            Installs = _installs.Globs,
            HasLibrary = _installs.HasLibrary,
            Remarks = _needs.Remarks,
        };
    }

    private void Read(string at, int depth)
    {
        var file = FileIn(at);
        if (_read.Count == MostFiles || !_read.Add(file) || files.Text(file) is not { } text) return;
        foreach (var command in new CMakeScanner(text, file, findings).Read())
        {
            if (command.Name is "if" or "foreach" or "while" or "function" or "macro") depth++;
            else if (command.Name is "endif" or "endforeach" or "endwhile" or "endfunction" or "endmacro") depth--;
            else Take(command, at, depth, $"{file}:{command.Line}");
        }
    }

    private void Take(CMakeCommand command, string at, int depth, string place)
    {
        var arguments = command.Arguments;
        switch (command.Name)
        {
            case "project":
                _project ??= command;
                if (arguments.Count > 0 && _project == command) SetProject(arguments[0], command);
                break;
            case "set" when arguments.Count >= 2 && _variables.Expand(arguments[1]) is { } value && depth == 0:
                _variables.Set(arguments[0], value);
                if (at == folder) _version.Take(arguments[0], value, place);
                break;
            case "option" when arguments.Count > 0:
                _variables.Set(arguments[0], arguments.Count > 2 ? arguments[2] : "OFF");
                break;
            case "find_package" when arguments.Count > 0 && _variables.Expand(arguments[0]) is { } name:
                _needs.FindPackage(name, place);
                break;
            case "pkg_check_modules" or "pkg_search_module":
                foreach (var module in Modules(arguments)) _needs.Module(module, place);
                break;
            case "find_library":
                foreach (var name in arguments.Skip(1)) _needs.LinkedLibrary(name, place);
                break;
            case "find_program":
                foreach (var name in arguments.Skip(1)) _needs.Program(name, place);
                break;
            case "enable_language":
                _isCxx |= arguments.Contains("CXX");
                break;
            case "add_subdirectory" when arguments.Count > 0 && _variables.Expand(arguments[0]) is { } below:
                if (ProjectFiles.Join(at, below) is { } next) Read(next, depth);
                break;
            default:
                _installs.Take(command, _variables, depth == 0, place);
                break;
        }
    }

    private void SetProject(string name, CMakeCommand command)
    {
        _variables.Set("PROJECT_NAME", name);
        _variables.Set("CMAKE_PROJECT_NAME", name);
        if (Value(command, "VERSION") is { } version)
        {
            _variables.Set("PROJECT_VERSION", version);
            _variables.Set($"{name}_VERSION", version);
        }
    }

    private string? Value(CMakeCommand command, string key)
    {
        for (var i = 1; i + 1 < command.Arguments.Count; i++)
        {
            if (command.Arguments[i] == key) return _variables.Expand(command.Arguments[i + 1]);
        }

        return null;
    }

    // Without a language, CMake takes C and C++: then the sources tell.
    private bool IsCxx(CMakeCommand project)
    {
        string[] keys = ["VERSION", "DESCRIPTION", "HOMEPAGE_URL"];
        var named = project.Arguments.Skip(1).Where(a => a is "C" or "CXX" or "NONE" or "LANGUAGES").ToList();
        return named.Count > 0 && !named.Any(keys.Contains)
            ? named.Contains("CXX")
            : files.Ending(folder, ".cc", ".cpp", ".cxx")
                .Any(f => !f.Contains("test", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Modules(IReadOnlyList<string> arguments) => arguments.Skip(1)
        .Where(a => a is not ("REQUIRED" or "QUIET" or "IMPORTED_TARGET" or "GLOBAL" or "NO_CMAKE_PATH")
            && a.Length > 0 && (char.IsAsciiLetterLower(a[0]) || char.IsAsciiLetterUpper(a[0])))
        .Select(a => a.Split('>', '<', '=', ' ')[0]).Where(a => a.Length > 0);
}
