using Argosy.Platforms;

namespace Argosy.Packages.Wheels.Markers;

/// <summary>The values of PEP 508's variables on a platform.</summary>
public sealed class MarkerEnvironment
{
    private readonly Dictionary<string, string> _values;

    private MarkerEnvironment(Dictionary<string, string> values) => _values = values;

    // Spellings from before PEP 508, which setuptools wrote.
    private static readonly Dictionary<string, string> s_formerNames = new(StringComparer.Ordinal)
    {
        ["os.name"] = "os_name",
        ["sys.platform"] = "sys_platform",
        ["platform.version"] = "platform_version",
        ["platform.machine"] = "platform_machine",
        ["platform.python_implementation"] = "platform_python_implementation",
        ["python_implementation"] = "platform_python_implementation",
    };

    /// <summary>The variables, without <c>extra</c>'s former spellings.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "os_name", "sys_platform", "platform_machine", "platform_python_implementation", "platform_release",
        "platform_system", "platform_version", "python_version", "python_full_version", "implementation_name",
        "implementation_version", "extra",
    ];

    /// <summary>The distribution's own CPython on a platform. The kernel's release and version are empty, since a
    /// mirror serves machines with any kernel; no extra is requested.</summary>
    public static MarkerEnvironment Of(Platform platform) => new(new(StringComparer.Ordinal)
    {
        ["os_name"] = "posix",
        ["sys_platform"] = "linux",
        ["platform_machine"] = platform.Architecture.KernelName,
        ["platform_python_implementation"] = "CPython",
        ["platform_release"] = "",
        ["platform_system"] = "Linux",
        ["platform_version"] = "",
        ["python_version"] = platform.Distribution.Python,
        ["python_full_version"] = platform.Distribution.PythonRelease,
        ["implementation_name"] = "cpython",
        ["implementation_version"] = platform.Distribution.PythonRelease,
        ["extra"] = "",
    });

    /// <summary>The same with other values of some variables.</summary>
    public MarkerEnvironment With(IEnumerable<KeyValuePair<string, string>> values)
    {
        var all = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (name, value) in values) all[name] = value;
        return new(all);
    }

    /// <summary>A variable's value.</summary>
    public string this[string name] => _values[name];

    /// <summary>The variable of that name, in any of its spellings; null if there is none.</summary>
    internal static string? FindName(string written) =>
        s_formerNames.GetValueOrDefault(written) ?? (Names.Contains(written) ? written : null);
}
