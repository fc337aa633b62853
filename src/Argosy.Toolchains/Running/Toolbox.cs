using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Running;

/// <summary>The programs of a confined step: those that every Debian system has, an architecture's compilers, and the
/// step's declared tools. No other program of the machine can be started.</summary>
public sealed class Toolbox
{
    private static readonly string[] s_compilers = ["gcc", "g++", "cpp"];
    private static readonly string[] s_binutils =
    [
        "gcc-ar", "gcc-nm", "gcc-ranlib", "addr2line", "ar", "as", "c++filt", "elfedit", "ld", "ld.bfd", "ld.gold",
        "nm", "objcopy", "objdump", "ranlib", "readelf", "size", "strings", "strip",
    ];

    // Debian's packages of the programs that build systems start.
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["aclocal"] = "automake",
        ["autoconf"] = "autoconf",
        ["autoheader"] = "autoconf",
        ["autom4te"] = "autoconf",
        ["automake"] = "automake",
        ["autopoint"] = "autopoint",
        ["autoreconf"] = "autoconf",
        ["bison"] = "bison",
        ["cmake"] = "cmake",
        ["ctest"] = "cmake",
        ["flex"] = "flex",
        ["libtoolize"] = "libtool",
        ["m4"] = "m4",
        ["make"] = "make",
        ["meson"] = "meson",
        ["msgfmt"] = "gettext",
        ["nasm"] = "nasm",
        ["ninja"] = "ninja-build",
        ["pkg-config"] = "pkg-config",
        ["pkgconf"] = "pkgconf",
        ["python3"] = "python3-minimal",
    };

    /// <summary>The id of the error for a program that isn't there.</summary>
    public const string MissingTool = "ARG0321";

    private readonly HostFiles _files = new();
    private readonly SortedDictionary<string, string> _compilers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _programs = new(StringComparer.Ordinal);

    /// <summary>The toolbox for building for an architecture. Error ARG0321 where a program isn't there.</summary>
    /// <param name="host">The machine that has the tools.</param>
    /// <param name="architecture">Whose C compiler it has, and its C++ compiler where the machine has one.</param>
    /// <param name="tools">Names on PATH, or paths.</param>
    public Toolbox(Host host, Architecture architecture, params IReadOnlyList<string> tools)
    {
        Host = host;
        foreach (var name in BaseTools()) AddIfPresent(name);
        foreach (var name in s_compilers) AddCompiler($"{architecture.GnuTriplet}-{name}");
        foreach (var name in s_binutils) AddIfPresent($"{architecture.GnuTriplet}-{name}");
        if (host.Runs(architecture))
            foreach (var name in s_binutils) AddIfPresent(name);
        AddIfPresent(Emulation.Program(architecture));
        _files.AddCompilerFolder(host, architecture);
        CxxCompiler = _compilers.ContainsKey($"{architecture.GnuTriplet}-g++")
            ? $"{architecture.GnuTriplet}-g++"
            : null;
        Compiler = $"{architecture.GnuTriplet}-gcc";
        if (!_compilers.ContainsKey(Compiler)) throw Missing(Compiler, host.CompilerPackage(architecture));
        foreach (var tool in tools)
            if (!_compilers.ContainsKey(tool) && !AddIfPresent(tool)) throw Missing(tool, s_packages.GetValueOrDefault(tool));
    }

    /// <summary>The machine that has them.</summary>
    public Host Host { get; }

    /// <summary>The C compiler's name.</summary>
    public string Compiler { get; }

    /// <summary>The C++ compiler's name, or null on a machine that has none for the architecture.</summary>
    public string? CxxCompiler { get; }

    /// <summary>The compilers: a name, and the program after all links.</summary>
    internal IReadOnlyDictionary<string, string> Compilers => _compilers;

    /// <summary>Every other program: its name, and its path.</summary>
    internal IReadOnlyDictionary<string, string> Programs => _programs;

    /// <summary>Files of the machine that are copied to a confined root, with every link on their paths.</summary>
    internal IEnumerable<string> Files => _files.Copied;

    /// <summary>Folders and files of the machine that it shows read-only.</summary>
    internal IEnumerable<string> Shown => _files.Shown;

    /// <summary>Folders within those that it shows as empty.</summary>
    internal IEnumerable<string> Hidden => _files.Hidden;

    /// <summary>Folders of programs: PATH inside.</summary>
    internal IEnumerable<string> Folders => _files.ProgramFolders;

    /// <summary>One line for each program that isn't on every system: path, size and time of change.</summary>
    public IEnumerable<string> Identity => _compilers.Values.Concat(_programs.Values)
        .Select(p => new FileInfo(HostFiles.Final(p)))
        .Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}");

    private static IEnumerable<string> BaseTools()
    {
        using var stream = typeof(Toolbox).Assembly.GetManifestResourceStream("base-tools.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => !l.StartsWith('#'))
            .SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    private void AddCompiler(string name)
    {
        // The wrapper has the name itself; the program is called by its own.
        if (HostFiles.Find(name) is not { } path) return;
        _compilers[name] = HostFiles.Final(path);
        _files.Add(_compilers[name]);
    }

    private bool AddIfPresent(string tool)
    {
        if (HostFiles.Find(tool) is not { } path) return false;
        _programs[Path.GetFileName(path)] = path;
        _files.Add(path);
        if (HostFiles.InterpreterOf(path) is { } interpreter && File.Exists(interpreter)) _files.Add(interpreter);
        return true;
    }

    private static ArgosyException Missing(string tool, string? package) => new(new Diagnostic(MissingTool, new(tool),
        "the machine has no program of this name, and the build needs it",
        package is null
            ? "Install it, or take it from the tools that the task declares."
            : $"Install the package {package}; ./build.sh does where build/packages.txt names it."));
}
