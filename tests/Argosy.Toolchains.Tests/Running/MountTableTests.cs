using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class MountTableTests
{
    private const string Kernels = """
        25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
        40 25 0:30 / /home rw,nosuid,nodev,noatime shared:2 - ext4 /dev/vdb rw
        41 40 0:31 / /home/with\040space ro,nosuid - tmpfs tmpfs rw
        42 25 0:32 / /home rw,nodev - tmpfs over rw
        43 25 0:33 / /homely rw - tmpfs tmpfs rw
        """;

    private readonly MountTable _table = MountTable.Parse(Kernels);

    [Theory]
    [InlineData("/", "relatime")]
    [InlineData("/usr/lib", "relatime")]
    [InlineData("/home/me", "nodev")]
    [InlineData("/homely", "")]
    [InlineData("/home/with space/x", "nosuid")]
    public void A_path_has_the_options_of_the_mount_that_is_seen_there(string path, string options) =>
        _table.OptionsOf(path).ShouldBe(options);

    [Fact]
    public void Below_a_folder_are_the_mounts_within_it_and_not_its_own() =>
        _table.Below("/home").ShouldBe([("/home/with space", "nosuid")]);

    [Fact]
    public void A_path_is_one_field_of_a_table() =>
        MountTable.Escape("/a b\t\\#\n").ShouldBe(@"/a\040b\011\134\043\012");

    [Fact]
    public void What_this_machine_has_mounted_is_read() =>
        MountTable.Read().Below("/").ShouldContain(m => m.Point == "/proc");
}
