using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Toolchains.Tests.Elf;

/// <summary>Libraries and programs of every architecture, from the real cross compilers and without a C library: they
/// need only the compilers.</summary>
/// <remarks>libone defines two symbol versions and needs one of libtwo; <c>program</c> needs one of libone's.</remarks>
public sealed class CrossBuilt : IDisposable
{
    private readonly TestFolder _scratch = new();

    public CrossBuilt()
    {
        _scratch.Write("two.map", "TWO_1 { global: two; };\n");
        _scratch.Write("two.c", "int two(void) { return 2; }\n");
        _scratch.Write("one.map", "ARGOSY_1 { global: one; local: *; };\nARGOSY_2 { global: three; } ARGOSY_1;\n");
        _scratch.Write(
            "one.c", "int two(void);\nint one(void) { return two() - 1; }\nint three(void) { return two() + 1; }\n");
        _scratch.Write("main.c", "int three(void);\nvoid _start(void) { three(); }\n");
        Parallel.ForEach(
            Architecture.All.Where(a => a.Name != "riscv64"), new() { MaxDegreeOfParallelism = 2 }, Compile);
    }

    internal string Library(string architecture) => _scratch[architecture, "libone.so"];

    internal string SecondLibrary(string architecture) => _scratch[architecture, "libtwo.so"];

    internal string Program(string architecture) => _scratch[architecture, "program"];

    internal string StaticProgram(string architecture) => _scratch[architecture, "static"];

    public void Dispose() => _scratch.Dispose();

    private void Compile(Architecture architecture)
    {
        var folder = Directory.CreateDirectory(_scratch[architecture.Name]).FullName;
        string[] library = ["-shared", "-fPIC", "-Wl,--build-id"];
        Gcc([.. library, "-Wl,-soname,libtwo.so.1", $"-Wl,--version-script={_scratch["two.map"]}",
            _scratch["two.c"], "-o", "libtwo.so"]);
        Gcc([.. library, "-Wl,-soname,libone.so.1", $"-Wl,--version-script={_scratch["one.map"]}",
            _scratch["one.c"], "libtwo.so", "-o", "libone.so"]);
        Gcc([_scratch["main.c"], "libone.so", "-Wl,--allow-shlib-undefined", "-o", "program"]);
        Gcc(["-static", "-O1", Repository.At("tests/Argosy.Toolchains.Tests/Running/bare.c"), "-o", "static"]);

        void Gcc(IReadOnlyList<string> arguments) => new CommandRunner(_ => { })
            .RunAsync(
                new Command($"{architecture.GnuTriplet}-gcc", ["-nostdlib", "-ffreestanding", .. arguments])
                { Folder = folder }, default)
            .GetAwaiter().GetResult();
    }
}
