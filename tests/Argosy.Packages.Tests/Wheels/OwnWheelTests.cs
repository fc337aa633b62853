using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Planning;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests.Wheels;

/// <summary>Wheels of a Python project that is a part of the repository.</summary>
public sealed class OwnWheelTests
{
    private static readonly Model s_model = Model.Read(YamlFile.Parse("""
        project: {name: p, version: 1.0.0}
        architectures: [x64]
        distributions: [debian-12]
        native: {answer: {source: native}}
        """, "argosy.yaml"));

    [Fact]
    public void Its_sources_are_its_folder_and_the_declared_files()
    {
        Read("{name: a, project: python, inputs: [VERSION, '!python/x/**']}").Sources
            .ShouldBe(["python/**", "VERSION", "!python/x/**"]);
        Read("{name: a, project: ., inputs: [src/**]}").Sources.ShouldBe(["*", "src/**"]);
        Read("{name: a}").Sources.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{name: a, project: python, version: 1.0}", "'version' is of an sdist")]
    [InlineData("{name: a, project: python, source: aa}", "'source' is of an sdist")]
    [InlineData("{name: a, project: python, subdirectory: b}", "'subdirectory' is of an sdist")]
    [InlineData("{name: a, inputs: [src/**]}", "Name that folder as 'project:'")]
    [InlineData("{name: a, project: ../b}", "can't be a folder of the project")]
    public void What_contradicts_it_is_an_error_with_its_line(string entry, string says)
    {
        var error = Should.Throw<ArgosyException>(() => Read(entry));
        error.Diagnostics[0].Id.ShouldBe("ARG0501");
        error.Diagnostics[0].Place.Line.ShouldBe(1);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void A_native_item_that_the_model_lacks_is_an_error_with_the_nearest_name()
    {
        var set = Set("{name: a, project: python, natives: [anser]}");
        Should.Throw<ArgosyException>(() => set.CheckFor(s_model)).Message
            .ShouldContain("'anser' isn't a native item of argosy.yaml. Did you mean 'answer'?");
    }

    [Fact]
    public void Constraints_neednt_list_it()
    {
        using var folder = new TestFolder();
        folder.Write("c.txt", "b===2\n");
        var set = WheelSet.Read(YamlFile.Parse(
            "constraints: c.txt\npackages: [{name: a, project: python}]\n", "wheels.yaml"));
        var plan = WheelPlan.Of(
            set, Packages.Wheels.Constraints.ConstraintsFile.Load(folder.Path, "c.txt"), SdistLock.Empty, s_model);
        plan.Faults.ShouldBeEmpty();
        plan.Built.ShouldBe(["a", "b"]);
    }

    private static WheelDefinition Read(string entry) => Set(entry).Packages[0];

    private static WheelSet Set(string entry) =>
        WheelSet.Read(YamlFile.Parse($"packages: [{entry}]\n", "wheels.yaml"));
}

/// <summary>The build of such a wheel, with a native item.</summary>
[Trait("Category", "Slow")]
public sealed class OwnWheelBuildTests(Roots roots) : IDisposable
{
    private const string Setup = """
        from setuptools import setup, Extension
        setup(name='own', version=open('../VERSION').read().strip(),
              ext_modules=[Extension('own', ['own.c'], libraries=['answer'])])
        """;

    private const string Module = """
        #include <Python.h>
        #include <answer.h>
        static PyObject *get(PyObject *m, PyObject *a) { (void)m; (void)a; return PyLong_FromLong(answer()); }
        static PyMethodDef f[] = {{"get", get, METH_NOARGS, ""}, {0}};
        static struct PyModuleDef d = {PyModuleDef_HEAD_INIT, "own", 0, 0, f};
        PyMODINIT_FUNC PyInit_own(void) { return PyModule_Create(&d); }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_contains_the_static_library_and_a_shared_one_beside_it_isnt_linked()
    {
        await NativeAsync(isStatic: true);

        var built = await BuildAsync();

        built.File.Name.FileName.ShouldStartWith("own-3.1-cp311-cp311-manylinux_2_");
        Unpack(built.File.Path);
        (await ReadAsync("x86_64-linux-gnu-readelf", "-d", "--wide", _folder.At("wheel/own.so")))
            .ShouldNotContain("libanswer");
    }

    [Fact]
    public async Task A_native_item_without_a_static_library_is_named()
    {
        await NativeAsync(isStatic: false);
        var error = await Should.ThrowAsync<ArgosyException>(BuildAsync);
        error.Diagnostics[0].Id.ShouldBe("ARG0568");
        error.Message.ShouldContain("native item 'answer' installs no static library");
    }

    private async Task<BuiltWheel> BuildAsync()
    {
        _folder.Write("project/python/setup.py", Setup);
        _folder.Write("project/python/own.c", Module);
        _folder.Write("project/VERSION", "3.1\n");
        var wheel = new WheelDefinition("own") { Project = "python", Inputs = ["VERSION"] };
        var request = new WheelRequest(Roots.PlatformOf("x64"), OwnSource.Of(wheel, _folder.At("project"), "3.1"),
            await roots.SysrootAsync("x64"), await roots.BuildRootAsync(), _folder.At("wheels"),
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))
        {
            Subdirectory = "python",
            Natives = [_folder.At("native/answer/x64")],
        };
        return await roots.CrossBuildAsync(request);
    }

    private async Task NativeAsync(bool isStatic)
    {
        const string Compiler = "x86_64-linux-gnu-gcc";
        _folder.Write("native/answer/x64/include/answer.h", "int answer(void);\n");
        _folder.Write("native/answer/x64/lib/readme", "");
        _folder.Write("answer.c", "int answer(void) { return 42; }\n");
        var lib = _folder.At("native/answer/x64/lib");
        await ReadAsync(Compiler, "-fPIC", "-c", _folder.At("answer.c"), "-o", _folder.At("answer.o"));
        await ReadAsync(
            Compiler, "-shared", "-Wl,-soname,libanswer.so", _folder.At("answer.o"), "-o", $"{lib}/libanswer.so");
        if (isStatic) await ReadAsync("x86_64-linux-gnu-ar", "rcs", $"{lib}/libanswer.a", _folder.At("answer.o"));
    }

    private void Unpack(string wheel)
    {
        Directory.CreateDirectory(_folder.At("wheel"));
        using var archive = System.IO.Compression.ZipFile.OpenRead(wheel);
        using var content = archive.Entries.Single(e => e.Name.EndsWith(".so", StringComparison.Ordinal)).Open();
        using var file = File.Create(_folder.At("wheel/own.so"));
        content.CopyTo(file);
    }

    private static async Task<string> ReadAsync(string program, params string[] arguments) =>
        (await Roots.Runner.RunAsync(new(program, arguments), default)).Output;
}
