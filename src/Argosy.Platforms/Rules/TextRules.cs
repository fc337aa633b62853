namespace Argosy.Platforms.Rules;

/// <summary>The only table of rules for names and other texts, each valid for all its consumers.</summary>
public static class TextRules
{
    private const string Debian = "[a-z0-9][a-z0-9+.-]+";
    private const string DebianRelation = $@"{Debian}(?: \((?:<<|<=|=|>=|>>) [0-9][A-Za-z0-9.+:~-]*\))?";

    private const string PortNumber =
        "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

    // No part of a path is '.' or '..'.
    private const string PathStart = @"(?!(?:.*/)?\.{1,2}(?:/|$))";
    private const string PathPart = "[A-Za-z0-9_@+.][A-Za-z0-9_@+. -]*";
    private const string GlobPart = @"[A-Za-z0-9_@+.*?\[{][A-Za-z0-9_@+. *?\[\]{},!-]*";

    /// <summary><c>project.name</c>: a part of image names (OCI), of Zuul's job names and of file names.</summary>
    public static TextRule ProjectName { get; } = new("a project's name", "^(?=.*[a-z])[a-z0-9]+(?:[._-][a-z0-9]+)*$",
        "Image names and CI jobs take lower-case letters and digits, with single '-', '_' or '.' between them.",
        longest: 63);

    /// <summary>An image's name: the last part of a repository's name (OCI distribution), and a folder.</summary>
    public static TextRule ImageName { get; } = new("an image's name", "^[a-z0-9]+(?:[._-][a-z0-9]+)*$",
        "Registries take lower-case letters and digits, with single '-', '_' or '.' between them: rename the folder.",
        longest: 63);

    /// <summary>A line of prose for Debian's control files and similar files.</summary>
    public static TextRule Line { get; } = new("one line of text",
        @"^[^\s\u0000-\u001f](?:[^\u0000-\u001f\u007f]*[^\s\u0000-\u001f\u007f])?$",
        "Write one line, without control characters and without blanks at its ends.", longest: 1000);

    /// <summary>The purpose of a root, which is a file name. Those of images begin with <c>image-</c>.</summary>
    public static TextRule RootName { get; } = new("a root's name", "^(?!image-)[a-z0-9]+(?:-[a-z0-9]+)*$",
        "Use lower-case letters and digits, with single '-' between them; "
        + "'image-' begins the names of images' own roots.",
        longest: 63);

    /// <summary>A binary or source package of Debian (policy 5.6.1).</summary>
    public static TextRule DebianPackage { get; } = new("a Debian package's name", $"^{Debian}$",
        "Use two or more lower-case letters, digits, '+', '-' and '.'; versions belong into the lock file.",
        longest: 128);

    /// <summary>An item of a Debian package's <c>Depends</c> (policy 7.1).</summary>
    public static TextRule DebianDependency { get; } = new("a dependency of a Debian package",
        $@"^{DebianRelation}(?: \| {DebianRelation})*$",
        "Write a package's name, or one with a version such as 'libc6 (>= 2.36)'.");

    /// <summary>The name by which the loader looks for a library.</summary>
    public static TextRule SoName { get; } = new("a soname", @"^[A-Za-z0-9_][A-Za-z0-9_+.~-]*$",
        "Write the file's name without a folder, such as 'libz.so.1'.", longest: 255);

    /// <summary>The prefix of symbol versions.</summary>
    public static TextRule SymbolVersions { get; } = new("a prefix of symbol versions", "^[A-Za-z_][A-Za-z0-9_.]*$",
        "Write what comes before the version, such as 'GLIBC_'.");

    /// <summary>An item of the model, such as <c>native: {item: …}</c>: part of targets' and folders' names.</summary>
    public static TextRule ItemName { get; } = new("an item's name", "^[a-z0-9]+(?:[._-][a-z0-9]+)*$",
        "Targets and folders take lower-case letters and digits, with single '-', '_' or '.' between them.",
        longest: 63);

    /// <summary>A file or folder of the project.</summary>
    public static TextRule ProjectPath { get; } = new("a path within the project",
        $"^{PathStart}{PathPart}(?:/{PathPart})*$",
        "Write it relative to the project's folder, with '/' between names and without '.', '..' and wildcards.");

    /// <summary>A folder of the project, or the project's own.</summary>
    public static TextRule ProjectFolder { get; } = new("a folder of the project",
        $@"^(?:\.|{PathStart}{PathPart}(?:/{PathPart})*)$",
        "Write it relative to the project's folder, which is '.', with '/' between names "
        + "and without '..' and wildcards.");

    /// <summary>A source of a C or C++ program.</summary>
    public static TextRule CompiledSource { get; } = new("a C or C++ file",
        $@"^{PathStart}{PathPart}(?:/{PathPart})*\.(?:c|cc|cpp|cxx)$",
        "Write the path of a .c, .cc, .cpp or .cxx file, relative to the project's folder.");

    /// <summary>A project file of MSBuild.</summary>
    public static TextRule ProjectFile { get; } = new("a .NET project's file",
        $@"^{PathStart}{PathPart}(?:/{PathPart})*\.[a-z]+proj$",
        "Write the path of a .csproj, .fsproj or .vbproj file, relative to the project's folder.");

    /// <summary>A glob of files of the project; a leading <c>!</c> excludes.</summary>
    public static TextRule ProjectGlob { get; } = new("a glob of the project",
        $"^!?{PathStart}{GlobPart}(?:/{GlobPart})*$",
        "Write it relative to the project's folder, without '.' and '..', such as 'src/**'.");

    /// <summary>A program's or an assembly's name, without a folder.</summary>
    public static TextRule Program { get; } = new("a program's name", "^[A-Za-z0-9_][A-Za-z0-9_.+-]*$",
        "Write its name without a folder: letters, digits, '_', '-', '+' and '.'.", longest: 100);

    /// <summary>A NuGet package's id.</summary>
    public static TextRule PackageId { get; } = new("a NuGet package's id", "^[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*$",
        "NuGet takes letters, digits and '_', with single '.' or '-' between them.", longest: 100);

    /// <summary>A target framework of .NET.</summary>
    public static TextRule Framework { get; } = new("a target framework",
        "^net[a-z]*[0-9]+(?:\\.[0-9]+)?(?:-[a-z]+[0-9.]*)?$",
        "Write it as the project file does, such as net10.0 or netstandard2.0.", longest: 50);

    /// <summary>A Python project, with its name normalised by PEP 503.</summary>
    public static TextRule PythonProject { get; } = new("a normalised project name", "^[a-z0-9]+(?:-[a-z0-9]+)*$",
        "Use lower-case letters and digits, with single '-' between them (PEP 503).", longest: 128);

    /// <summary>A version of a Python project (PEP 440), in its normal spelling.</summary>
    public static TextRule PythonVersion { get; } = new("a version of a Python project",
        @"^(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc)[0-9]+)?(?:\.post[0-9]+)?(?:\.dev[0-9]+)?"
        + @"(?:\+[a-z0-9]+(?:\.[a-z0-9]+)*)?$",
        "Write it as the index has it, such as 1.4.0 or 2.0rc1 (PEP 440).", longest: 100);

    /// <summary>The address of a Python index, or the word for pip's own.</summary>
    public static TextRule IndexAddress { get; } = new("the address of a Python index",
        @"^(?:default|https?://[^\s@?#]+)$",
        "Write 'default' for the index that pip is configured for, or an http or https address without a user, "
        + "'?' and '#'.", longest: 1000);

    /// <summary>An environment variable.</summary>
    public static TextRule Variable { get; } = new("an environment variable's name", "^[A-Za-z_][A-Za-z0-9_]*$",
        "Use letters, digits and '_', a digit not first.");

    /// <summary>An option of a build system: a cache variable, <c>subproject:option</c> of meson, an argument of a
    /// configure script without its hyphens.</summary>
    public static TextRule BuildOption { get; } = new("an option's name", "^[A-Za-z_][A-Za-z0-9_.:+-]*$",
        "Use letters, digits, '_', '-', '+', '.' and ':', a letter or '_' first, without the hyphens before it.");

    /// <summary>The key of a label or an annotation of an image.</summary>
    public static TextRule LabelKey { get; } = new("a key", "^[A-Za-z0-9_./-]+$",
        "Use letters, digits, '_', '-', '.' and '/'.");

    /// <summary>A user of a container, with or without a group.</summary>
    public static TextRule ContainerUser { get; } = new("a user", "^[A-Za-z0-9_.-]+(?::[A-Za-z0-9_.-]+)?$",
        "Write a name or a number, or both user and group with ':' between.");

    /// <summary>A port that a container listens on, with or without a protocol (OCI image configuration).</summary>
    public static TextRule Port { get; } = new("a port",
        $"^{PortNumber}(?:/(?:tcp|udp|sctp))?$",
        "Write a number from 1 to 65535, and '/udp' or '/sctp' after it if it isn't TCP.");

    /// <summary>A signal that stops a container.</summary>
    public static TextRule Signal { get; } = new("a signal",
        "^(?:SIG(?:HUP|INT|QUIT|ABRT|KILL|USR1|USR2|PIPE|ALRM|TERM|CONT|STOP|WINCH|PWR"
        + @"|RTMIN(?:\+(?:[1-9]|1[0-5]))?|RTMAX(?:-(?:[1-9]|1[0-4]))?)|[1-9]|[1-5][0-9]|6[0-4])$",
        "Write a name such as SIGTERM or SIGRTMIN+3, or a number from 1 to 64.");

    /// <summary>The name of a user or a group (useradd(8)).</summary>
    public static TextRule Account { get; } = new("a user's or a group's name", "^[a-z_][a-z0-9_-]*$",
        "Use lower-case letters, digits, '_' and '-', a letter or '_' first.", longest: 32);

    /// <summary>The owner of a file: a name or a number.</summary>
    public static TextRule Owner { get; } = new("an owner", "^(?:[a-z_][a-z0-9_-]*|0|[1-9][0-9]{0,8})$",
        "Write a user's or a group's name, or its number.", longest: 32);

    /// <summary>File capabilities, as setcap(8) takes them.</summary>
    public static TextRule Capabilities { get; } = new("file capabilities",
        "^cap_[a-z_]+(?:,cap_[a-z_]+)*[+=][eip]{1,3}$",
        "Write them as setcap takes them, such as cap_net_raw+ep.");

    /// <summary>A locale of glibc.</summary>
    public static TextRule Locale { get; } = new("a locale",
        @"^(?:C|POSIX|[a-z]{2,3}_[A-Z]{2})(?:\.[A-Za-z0-9-]+)?(?:@[a-z]+)?$",
        "Write it as 'locale -a' shows it, such as C.UTF-8 or de_DE.UTF-8.", longest: 60);

    /// <summary>An absolute path in an image, without <c>.</c> and <c>..</c>; it may end with a slash.</summary>
    public static TextRule ImagePath { get; } = new("a path in the image", @"^(?:/(?!\.{1,2}(?:/|$))[^/]+)+/?$",
        "Begin it with '/', and write it without '.' and '..'.", longest: 1000);

    /// <summary>A job family, a role or a semaphore: the name of a playbook's or a role's file.</summary>
    public static TextRule DeclaredName { get; } = new("a name", "^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$",
        "Use letters, digits, '_', '-' and '.': it becomes a file's name.", longest: 100);

    /// <summary>A DevStack profile, by its file name: part of the names of other files and of jobs.</summary>
    public static TextRule ProfileName { get; } = new("a profile's name",
        "^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$",
        "Use letters, digits, '_', '-' and '.' in the file's name.", longest: 100);
}
