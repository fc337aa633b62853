using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

/// <summary>On this machine, whose own libraries form a root of its platform.</summary>
public sealed class LibraryLoaderTests : IDisposable
{
    private static readonly CommandRunner s_runner = new(_ => { });
    private readonly TestFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("int answer(void) { return 42; }", Verdict.Passed, null)]
    [InlineData("__attribute__((constructor)) static void begin(void) { __builtin_trap(); }",
        Verdict.Failed, "Loading it ended the program: It ended with exit code 132.")]
    [InlineData("void exit(int); __attribute__((constructor)) static void begin(void) { exit(0); }",
        Verdict.Failed, "Loading it ended the program with exit code 0.")]
    [InlineData("int missing(void); int answer(void) { return missing(); }",
        Verdict.Failed, "undefined symbol: missing")]
    public async Task A_library_loads_or_says_why_not(string code, Verdict verdict, string? reason)
    {
        File.WriteAllText(_scratch["a.c"], code);
        await s_runner.RunAsync(new("gcc", "-shared", "-fPIC", "-o", _scratch["liba.so"], _scratch["a.c"]), default);
        var outcome = await new LibraryLoader(s_runner, Host.Detect().Architecture, "/")
            .LoadAsync(_scratch["liba.so"], [], default);
        outcome.Verdict.ShouldBe(verdict, outcome.Reason);
        if (reason is not null) outcome.Reason.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public async Task A_library_beside_it_is_found()
    {
        File.WriteAllText(_scratch["a.c"], "int answer(void) { return 42; }");
        File.WriteAllText(_scratch["b.c"], "int answer(void); int twice(void) { return 2 * answer(); }");
        await s_runner.RunAsync(
            new("gcc", "-shared", "-fPIC", "-Wl,-soname,liba.so", "-o", _scratch["liba.so"], _scratch["a.c"]), default);
        await s_runner.RunAsync(
            new("gcc", "-shared", "-fPIC", "-o", _scratch["libb.so"], _scratch["b.c"], _scratch["liba.so"]), default);
        var loader = new LibraryLoader(s_runner, Host.Detect().Architecture, "/");
        (await loader.LoadAsync(_scratch["libb.so"], [_scratch.Path], default)).Verdict.ShouldBe(Verdict.Passed);
        (await loader.LoadAsync(_scratch["libb.so"], [], default)).Reason.ShouldNotBeNull().ShouldContain("liba.so");
    }
}
