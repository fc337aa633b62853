using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.CMake;
using Argosy.Toolchains.Meson;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The distribution's own Python, run on the host out of an extracted root, that takes itself for the
/// target's: what it compiles is for the target. Nothing is emulated.</summary>
internal sealed class CrossPython
{
    private readonly Host _host;
    private readonly WheelRequest _request;
    private readonly string _scratch;
    private readonly string _program;
    private readonly RootPython _python;
    private readonly string? _bytecode;

    /// <summary>Puts what this Python needs into the scratch folder. Errors ARG0506 and ARG0507.</summary>
    public CrossPython(Host host, WheelRequest request, string scratch)
    {
        _host = host;
        _request = request;
        _scratch = scratch;
        _python = RootPython.In(request.BuildRoot, request.Platform.Distribution, host.Architecture);
        Programs = Directory.CreateDirectory(Path.Combine(scratch, "programs")).FullName;
        _program = Embedded.ExtractProgram("build-python", scratch);
        foreach (var module in (string[])["_sysconfigdata_argosy.py", "sitecustomize.py", "_manylinux.py"])
            Embedded.Extract(module, scratch);
        Pip = Embedded.Extract("offline_pip.py", scratch);
        var data = $"{request.Sysroot}/usr/lib/python{request.Platform.Distribution.Python}/{TargetData}.py";
        if (!File.Exists(data)) throw NoTargetData(data);
        File.Copy(data, Path.Combine(scratch, $"{TargetData}.py"));
        RootPrograms.Write(request.BuildRoot, _program, Programs);
        if (request.Bytecode is null) return;
        // Python looks for a module's file in its prefix by the module's whole path.
        _bytecode = Path.Combine(scratch, "bytecode");
        var link = _bytecode + request.BuildRoot;
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.CreateSymbolicLink(link, request.Bytecode);
    }

    /// <summary>The script that runs pip with this Python.</summary>
    public string Pip { get; }

    /// <summary>The folder of programs that this Python runs, such as Cython's.</summary>
    public string Programs { get; }

    /// <summary>Runs it with these arguments, without the caller's environment.</summary>
    public Command Run(params IReadOnlyList<string> arguments) => new(_program, arguments)
    {
        Folder = _scratch,
        Environment = Variables,
    };

    /// <summary>Prints what a project's build asks for.</summary>
    /// <param name="project">The project's folder.</param>
    public Command Inspect(string project) =>
        Run(Embedded.Extract("inspect_build.py", _scratch), project, _request.Platform.Architecture.KernelName);

    /// <summary>Arguments of pip for a backend that doesn't read variables.</summary>
    /// <param name="needs">The backend.</param>
    /// <param name="tools">The machine's compilers.</param>
    public IReadOnlyList<string> SettingsFor(BuildNeeds needs, Toolbox tools)
    {
        if (needs.BackendName != "meson-python") return [];
        var file = Path.Combine(_scratch, "meson-cross.ini");
        File.WriteAllText(file, new MesonCrossFile(_host, _request.Platform.Architecture, _request.Sysroot)
        {
            HasCxx = tools.CxxCompiler is not null,
            Python = _program,
            CompilerFlags = CompilerFlags,
            LinkerFlags = ["-Wl,-z,relro", "-Wl,-z,now", "-Wl,-s"],
        }.Text());
        return
        [
            "--config-settings", $"setup-args=--cross-file={file}",
            "--config-settings", $"builddir={Path.Combine(_scratch, "meson")}",
        ];
    }

    private string TargetData => $"_sysconfigdata__{_request.Platform.Architecture.GnuTriplet}";

    private string CompilerPrefix => $"{_request.Platform.Architecture.GnuTriplet}-";

    private string[] CompilerFlags =>
        ["-g0", $"-ffile-prefix-map={_request.Sysroot}=/sysroot", $"-ffile-prefix-map={_scratch}=/build"];

    // PATH, locale and time zone are those of every confined step.
    private SortedDictionary<string, string?> Variables
    {
        get
        {
            var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HOME"] = _scratch,
                ["TMPDIR"] = _scratch,
                ["SOURCE_DATE_EPOCH"] = _request.Epoch,

                ["ARGOSY_ROOT"] = _request.BuildRoot,
                ["ARGOSY_LIBRARIES"] = _python.LibraryPath,
                ["ARGOSY_LOADER"] = _python.Loader,
                ["ARGOSY_PYTHON"] = _python.Program,
                ["PYTHONHOME"] = $"{_request.BuildRoot}/usr",
                ["PYTHONHASHSEED"] = "0",
                ["PYTHONNOUSERSITE"] = "1",
                ["PYTHONDONTWRITEBYTECODE"] = "1",
                ["PYTHONPYCACHEPREFIX"] = _bytecode,

                ["ARGOSY_SYSROOT"] = _request.Sysroot,
                ["ARGOSY_SYSCONFIGDATA"] = TargetData,
                ["PYTHONPATH"] = _scratch,
                ["_PYTHON_HOST_PLATFORM"] = _request.Platform.Architecture.PythonPlatform,
                ["_PYTHON_SYSCONFIGDATA_NAME"] = "_sysconfigdata_argosy",

                ["CC"] = $"{CompilerPrefix}gcc {InSysroot}",
                ["CXX"] = $"{CompilerPrefix}g++ {InSysroot}",
                ["LDSHARED"] = $"{CompilerPrefix}gcc {InSysroot} {LinkFlags}",
                ["LDCXXSHARED"] = $"{CompilerPrefix}g++ {InSysroot} {LinkFlags}",
                ["AR"] = $"{CompilerPrefix}ar",
                // One text, which distutils, make and configure scripts split into words like a shell.
                ["CFLAGS"] = string.Join(' ', CompilerFlags.Select(ShellText.Quote)),
                // Setups search these for headers and libraries; compilers search them anyway.
                ["C_INCLUDE_PATH"] = $"{_request.Sysroot}/usr/include",
                ["LIBRARY_PATH"] = $"{_request.Sysroot}/usr/lib/{_request.Platform.Architecture.GnuTriplet}",

                ["CMAKE_GENERATOR"] = "Ninja",
                ["CMAKE_TOOLCHAIN_FILE"] = Toolchain,
            };
            foreach (var (name, value) in new NativeFiles(_request, _scratch).Variables
                .Concat(_request.Variables(_request.Sysroot)))
                variables[name] = name is "CFLAGS" or "LDFLAGS" && variables.GetValueOrDefault(name) is { } first
                    ? $"{first} {value}"
                    : value;
            return variables;
        }
    }

    private const string LinkFlags = "-shared -Wl,-z,relro -Wl,-z,now -Wl,-s";

    private string Toolchain => field ??= WriteToolchain();

    private string InSysroot => ShellText.Quote($"--sysroot={_request.Sysroot}");

    private string WriteToolchain()
    {
        var file = Path.Combine(_scratch, "toolchain.cmake");
        CMakeToolchain.Write(file, _host, _request.Platform.Architecture, _request.Sysroot, _scratch);
        return file;
    }

    private ArgosyException NoTargetData(string data) => new(new Diagnostic("ARG0507", new(_request.Sysroot),
        $"the sysroot of {_request.Platform} has no {Path.GetFileName(data)}",
        $"Add libpython3-dev to the list 'sysroot' under 'roots:' in {Model.FileName}."));
}
