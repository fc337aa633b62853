using Argosy.Platforms;

namespace Argosy.Toolchains.Running;

/// <summary>The machine's files in a confined root: programs and the libraries they load, but no headers or libraries
/// to compile with.</summary>
internal sealed class HostFiles
{
    private static readonly string[] s_compilersOwn =
    [
        "libgcc_s", "libstdc++", "libatomic", "libgomp", "libquadmath", "libitm", "libasan", "libubsan", "libtsan",
        "liblsan", "libhwasan",
    ];

    private readonly SortedSet<string> _copied = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _prefixes = new(StringComparer.Ordinal) { "/usr" };
    private readonly SortedSet<string> _folders = new(StringComparer.Ordinal) { "/usr/bin" };
    private readonly SortedSet<string> _shown = new(StringComparer.Ordinal);

    public HostFiles()
    {
        foreach (var file in (string[])["/etc/ld.so.cache", "/etc/ld.so.conf"])
            if (File.Exists(file)) _copied.Add(file);
    }

    public IEnumerable<string> Copied => _copied;

    public IEnumerable<string> ProgramFolders =>
        _folders.Where(f => f.EndsWith("bin", StringComparison.Ordinal)).Append("/bin");

    // Not include/, not bin/: searches would find these.
    public IEnumerable<string> Shown => _prefixes
        .SelectMany(p => (string[])[$"{p}/lib", $"{p}/lib64", $"{p}/lib32", $"{p}/libexec", $"{p}/share"])
        .Where(Directory.Exists).Concat(_shown);

    // Folders in which packages describe how to compile against them.
    public IEnumerable<string> Hidden => _prefixes
        .SelectMany(p => new[] { $"{p}/lib", $"{p}/share" }.Concat(Folders($"{p}/lib", "*-linux-gnu*")))
        .SelectMany(f => (string[])[$"{f}/pkgconfig", $"{f}/cmake"])
        .Where(Directory.Exists);

    public static string? Find(string tool) => tool.Contains('/', StringComparison.Ordinal)
        ? File.Exists(tool) ? Path.GetFullPath(tool) : null
        : SearchPath().Select(f => Path.Combine(f, tool)).FirstOrDefault(File.Exists) is { } found
            ? Plain(found)
            : null;

    /// <summary>The file after all links.</summary>
    public static string Final(string path) =>
        Plain(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);

    /// <summary>The path without links in any of its folders.</summary>
    public static string Real(string path)
    {
        var real = "/";
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, name);
            real = new FileInfo(next).LinkTarget is { } target ? Real(Path.GetFullPath(target, real)) : next;
        }

        return real;
    }

    /// <summary>The program that runs a script, by its first line; null for any other file.</summary>
    public static string? InterpreterOf(string program)
    {
        using var stream = File.OpenRead(program);
        Span<byte> start = stackalloc byte[128];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (!start.StartsWith("#!"u8)) return null;
        var line = System.Text.Encoding.UTF8.GetString(start[2..]).Split('\n')[0].Trim();
        return line.Split(' ') switch
        {
            [var env, var name, ..] when env.EndsWith("/env", StringComparison.Ordinal) => Find(name),
            [var path, ..] => Find(path),
            _ => null,
        };
    }

    /// <summary>Adds a program, with every link on its path and the files near its folder.</summary>
    public void Add(string path)
    {
        _folders.Add(Path.GetDirectoryName(Plain(path))!);
        for (string? next = Plain(path); next is not null; next = Hop(next))
        {
            _copied.Add(next);
            if (Path.GetDirectoryName(next) is { } folder && Path.GetFileName(folder) is "bin" or "sbin")
                _prefixes.Add(Path.GetDirectoryName(folder)!);
        }
    }

    /// <summary>A cross compiler's own folder: its assembler, its linker, and the libraries that come with the
    /// compiler. Headers and libraries of the C library aren't the compiler's but a platform's, and there are those of
    /// the sysroot.</summary>
    public void AddCompilerFolder(Host host, Architecture architecture)
    {
        // That of the host's own architecture has its C++ headers among the machine's: these folders alone are shown.
        if (host.Runs(architecture))
        {
            foreach (var headers in (string[])["/usr/include/c++", $"/usr/include/{architecture.GnuTriplet}/c++"])
                if (Directory.Exists(headers)) _shown.Add(headers);
        }

        var folder = $"/usr/{architecture.GnuTriplet}";
        if (!Directory.Exists(folder)) return;
        foreach (var program in Directory.EnumerateFiles($"{folder}/bin")) _copied.Add(program);
        if (Directory.Exists($"{folder}/include/c++")) _shown.Add($"{folder}/include/c++");
        if (Directory.Exists($"{folder}/lib/ldscripts")) _shown.Add($"{folder}/lib/ldscripts");
        foreach (var library in s_compilersOwn.SelectMany(name => Files($"{folder}/lib", $"{name}.*")))
            _copied.Add(library);
    }

    // With a merged /usr, /bin is a link: this gives one path per file, which the confined root has.
    private static string Plain(string path)
    {
        string[] merged = ["/bin/", "/sbin/", "/lib/", "/lib64/"];
        return merged.Any(f => path.StartsWith(f, StringComparison.Ordinal)) && File.Exists("/usr" + path)
            ? "/usr" + path
            : path;
    }

    private static string? Hop(string path) => new FileInfo(path).LinkTarget is { } target
        ? Plain(Path.GetFullPath(target, Path.GetDirectoryName(path)!))
        : null;

    private static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Append("/usr/bin").Append("/bin");

    private static string[] Folders(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];

    private static string[] Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
}
