using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests;

public sealed class WheelCheckTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_architecture_takes_its_own_machine_and_no_other()
    {
        foreach (var own in Architecture.All.Where(a => a.Name != "riscv64"))
        {
            foreach (var other in Architecture.All)
            {
                var file = $"{own}-{other}/a-1-cp311-cp311-{own.WheelTag}.whl";
                var wheel = WheelFile.Read(FakeWheel.Make(_folder, file, "", ("a/_c.so", Elf(other))));
                var check = () => WheelCheck.Verify(wheel, Roots.PlatformOf(own.Name));
                if (own == other) check.ShouldNotThrow();
                else Should.Throw<ArgosyException>(check).Diagnoses[0].Id.ShouldBe("ARG0510");
            }
        }
    }

    [Fact]
    public void A_wheel_whose_extension_was_left_out_is_refused() => Refused("a-1-cp311-cp311-linux_aarch64.whl", "ARG0510");

    [Fact]
    public void A_pure_wheel_is_refused() => Refused("a-1-py3-none-any.whl", "ARG0509");

    private void Refused(string file, string id)
    {
        var wheel = WheelFile.Read(FakeWheel.Make(_folder, file));
        Should.Throw<ArgosyException>(() => WheelCheck.Verify(wheel, Roots.PlatformOf("arm64"))).Diagnoses[0].Id.ShouldBe(id);
    }

    // The first 20 bytes of the gABI's header: magic, class, byte order, …, type, machine.
    private static byte[] Elf(Architecture architecture)
    {
        var header = new byte[20];
        "\u007fELF"u8.CopyTo(header);
        header[4] = 2;
        header[5] = (byte)architecture.ByteOrder;
        var (low, high) = ((byte)architecture.ElfMachine, (byte)(architecture.ElfMachine >> 8));
        (header[18], header[19]) = architecture.ByteOrder == ByteOrder.Little ? (low, high) : (high, low);
        return header;
    }
}
