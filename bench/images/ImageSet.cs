namespace Argosy.Bench.Images;

/// <summary>A set of images on one base, like those of HelloBench.</summary>
internal static class ImageSet
{
    /// <summary>What a minimal Debian has.</summary>
    public static IReadOnlyList<string> Base { get; } =
    [
        "apt", "base-files", "base-passwd", "bash", "coreutils", "dash", "debianutils", "diffutils", "dpkg",
        "findutils",
        "grep", "gzip", "hostname", "init-system-helpers", "libc-bin", "login", "mount", "ncurses-base", "ncurses-bin",
        "passwd", "perl-base", "sed", "sysvinit-utils", "tar", "tzdata", "util-linux",
    ];

    /// <summary>Each image's name and its packages beyond the base.</summary>
    public static IReadOnlyDictionary<string, string[]> Images { get; } = new SortedDictionary<string, string[]>
    {
        ["base"] = [],
        ["curl"] = ["ca-certificates", "curl"],
        ["git"] = ["git"],
        ["lighttpd"] = ["lighttpd"],
        ["lua"] = ["lua5.4"],
        ["memcached"] = ["memcached"],
        ["nginx"] = ["nginx-light"],
        ["perl"] = ["perl"],
        ["php"] = ["php8.2-cli"],
        ["python"] = ["python3"],
        ["redis"] = ["redis-server"],
        ["ruby"] = ["ruby"],
        ["sqlite"] = ["sqlite3"],
        ["tcl"] = ["tcl"],
        ["wsgi"] = ["gunicorn", "python3"],
    };
}
