using System.Buffers.Binary;
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
                var check = () => WheelCheck.Verify(wheel, Roots.PlatformOf(own.Name), _folder.Path);
                if (own == other) check.ShouldNotThrow();
                else Should.Throw<ArgosyException>(check).Diagnostics[0].Id.ShouldBe("ARG0510");
            }
        }
    }

    [Fact]
    public void A_wheel_whose_extension_was_left_out_is_refused() =>
        Refused("a-1-cp311-cp311-linux_aarch64.whl", "ARG0510");

    [Fact]
    public void A_pure_wheel_is_refused() => Refused("a-1-py3-none-any.whl", "ARG0509");

    private void Refused(string file, string id)
    {
        var wheel = WheelFile.Read(FakeWheel.Make(_folder, file));
        Should.Throw<ArgosyException>(() => WheelCheck.Verify(wheel, Roots.PlatformOf("arm64"), _folder.Path))
            .Diagnostics[0].Id.ShouldBe(id);
    }

    // Only the gABI's header: magic, class, byte order, version, …, type, machine, …, size of this header.
    private static byte[] Elf(Architecture architecture)
    {
        var header = new byte[64];
        "\u007fELF"u8.CopyTo(header);
        header[4] = 2;
        header[5] = (byte)architecture.ByteOrder;
        header[6] = 1;
        Half(16, 3);
        Half(18, architecture.ElfMachine);
        Half(52, 64);
        return header;

        void Half(int at, ushort value)
        {
            if (architecture.ByteOrder == ByteOrder.Little)
                BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at), value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(at), value);
        }
    }
}
