using System.Text.RegularExpressions;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>Reads a Python project: <c>pyproject.toml</c>, <c>setup.cfg</c>, <c>setup.py</c>.</summary>
internal sealed partial class PythonProject(ProjectFiles files, Findings findings, string folder)
{
    private const string Setuptools = "setuptools";

    // Backends that wheels can be built with; see docs/packages.md.
    private static readonly string[] s_backends =
        [Setuptools, "mesonpy", "scikit_build_core", "flit_core", "hatchling", "poetry"];

    /// <summary>The backends that compile with meson or CMake, whose files are then parts of the wheel.</summary>
    public static bool Compiles(string backend) =>
        backend.StartsWith("mesonpy", StringComparison.Ordinal)
        || backend.StartsWith("scikit_build_core", StringComparison.Ordinal);

    /// <summary>The project; null if the folder has none.</summary>
    public WheelProposal? Read()
    {
        var toml = PyprojectFile.Read(files, findings, At("pyproject.toml"));
        var config = IniFile.Read(files, findings, At("setup.cfg"));
        var script = files.Text(At("setup.py"));
        if (toml is { HasProject: false } && config?.Find("metadata", "name") is null && script is null) return null;
        if (toml is null && config?.Find("metadata", "name") is null && script is null) return null;
        var name = toml?.Name ?? config?.Find("metadata", "name") ?? Argument(script, "name");
        if (name is null && toml is null && config is null) return null;
        name ??= new(Path.GetFileName(folder == "." ? files.Root : folder), "the folder's name");
        var backend = toml?.Backend ?? new(Setuptools, "the absence of [build-system]: setuptools");
        return new(new(Normalize(name.Value), name.From), folder)
        {
            Version = toml?.Version ?? Literal(config?.Find("metadata", "version")) ?? Argument(script, "version")
                ?? Attribute(name.Value),
            Description = toml?.Description ?? config?.Find("metadata", "description")
                ?? Argument(script, "description"),
            Backend = backend,
            Extension = ExtensionOf(backend, script, config),
            Remarks = s_backends.Any(b => backend.Value.StartsWith(b, StringComparison.Ordinal))
                ? []
                : [$"argosy builds no wheels with the backend '{backend.Value}' ({backend.From})"],
        };
    }

    private string At(string name) => folder == "." ? name : $"{folder}/{name}";

    // PEP 503.
    private static string Normalize(string name) => Separators().Replace(name, "-").ToLowerInvariant().Trim('-');

    // 'attr: package.__version__' and 'file: VERSION' are computed by setuptools.
    private Guess? Literal(Guess? version)
    {
        if (version is null || !version.Value.Contains(':', StringComparison.Ordinal)) return version;
        var parts = version.Value.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts[0] == "file" && files.Text(At(parts[1])) is { } text) return new(text.Trim(), At(parts[1]));
        return parts[0] == "attr" && parts[1].LastIndexOf('.') is > 0 and var end ? Attribute(parts[1][..end]) : null;
    }

    // A keyword of setup() that is a plain text.
    private Guess? Argument(string? script, string key)
    {
        if (script is null) return null;
        var match = Regex.Match(script, $"""(?m)(?:^|[\s(,]){key}\s*=\s*["'](?<value>[^"'\n]+)["']""");
        return match.Success
            ? new(match.Groups["value"].Value, $"{At("setup.py")}:{LineIndex.Of(script, match.Groups["value"].Index)}")
            : null;
    }

    // __version__ of the package.
    private Guess? Attribute(string name)
    {
        var module = name.Replace('-', '_').Replace('.', '/');
        string[] candidates =
            [$"src/{module}/__init__.py", $"{module}/__init__.py", $"src/{module}/_version.py", $"{module}/_version.py",
                $"{module}/__about__.py", $"src/{module}/__about__.py", $"{module}/version.py", $"{module}.py"];
        foreach (var path in candidates.Select(At))
        {
            if (!files.Has(path) || files.Text(path) is not { } text) continue;
            var match = DunderVersion().Match(text);
            if (match.Success) return new(match.Groups[1].Value, $"{path}:{LineIndex.Of(text, match.Groups[1].Index)}");
        }

        return null;
    }

    private string? ExtensionOf(Guess backend, string? script, IniFile? config)
    {
        if (Compiles(backend.Value)
            || backend.Value.StartsWith("maturin", StringComparison.Ordinal)) return backend.From;
        if (script is not null && Extension().Match(script) is { Success: true } match)
            return $"{At("setup.py")}:{LineIndex.Of(script, match.Index)}";
        return config?.Find("build_ext", "include_dirs")?.From
            ?? files.Ending(folder, ".pyx").FirstOrDefault();
    }

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();

    [GeneratedRegex("""(?m)^__version__\s*(?::\s*\w+\s*)?=\s*["']([^"'\n]+)["']""")]
    private static partial Regex DunderVersion();

    [GeneratedRegex(@"\bExtension\s*\(|\bext_modules\s*=|\bcffi_modules\s*=|\bcythonize\s*\(")]
    private static partial Regex Extension();
}
