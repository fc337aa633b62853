using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Argosy.Runtime.Native;

namespace Argosy.Runtime.Tests;

public sealed class ErrorTests
{
    [NativeFact]
    public void An_unknown_provider_is_named_with_a_remedy()
    {
        var failure = Should.Throw<RdmaException>(() => RdmaDomain.Open(RdmaScope.Any, "no-such-provider"));
        failure.Code.ShouldBe(RdmaError.NoProvider);
        failure.Id.ShouldBe("ARG0805");
        failure.Message.ShouldStartWith("ARG0805 opening a domain: ");
        failure.Message.ShouldContain("no-such-provider");
        failure.Message.ShouldEndWith(failure.Remedy);
    }

    [Fact]
    public void Every_error_has_its_own_id_and_a_remedy()
    {
        var errors = Enum.GetValues<RdmaError>().Where(code => code != RdmaError.None)
            .Select(code => new RdmaException(code, "a step", "why")).ToList();
        errors.Select(error => error.Id).ShouldBeUnique();
        errors.ShouldAllBe(error => error.Remedy.Length > 10);
    }

    [NativeFact]
    public void Structures_have_the_sizes_of_the_header()
    {
        Unsafe.SizeOf<NativeProvider>().ShouldBe(152);
        Unsafe.SizeOf<RemoteMemory>().ShouldBe(24);
        Unsafe.SizeOf<NativeSlice>().ShouldBe(24);
        Unsafe.SizeOf<NativeCompletion>().ShouldBe(32);
        RdmaNative.argosy_abi_version().ShouldBeGreaterThanOrEqualTo(RdmaNative.AbiVersion);
    }

    [NativeFact]
    public void A_null_reference_is_still_an_exception_once_libfabric_is_loaded()
    {
        using var domain = RdmaDomain.Open(RdmaScope.Host);
        using var endpoint = domain.OpenEndpoint();
        Should.Throw<NullReferenceException>(() => First(null));
    }

    [Theory]
    [InlineData(Architecture.X64, "linux-x64")]
    [InlineData(Architecture.Arm64, "linux-arm64")]
    [InlineData(Architecture.Ppc64le, "linux-ppc64le")]
    [InlineData(Architecture.S390x, "linux-s390x")]
    public void The_library_is_looked_for_beside_the_assembly_and_under_its_rid(Architecture architecture, string rid)
    {
        NativeLibraryResolver.Candidates("/app", architecture).ShouldBe(
            ["/app/libargosy_rdma.so", $"/app/runtimes/{rid}/native/libargosy_rdma.so"]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int First(int[]? array) => array![0];
}
