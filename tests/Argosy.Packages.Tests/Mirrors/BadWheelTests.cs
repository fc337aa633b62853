using System.IO.Compression;
using Argosy.Packages.Mirrors.Python;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>Wheels that no mirror may have: each is named, and the others are published.</summary>
public sealed class BadWheelTests : IDisposable
{
    private const string Bad = "bad-1-py3-none-any.whl";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_no_zip() => Refused("ARG0511", "no end of a zip archive", _folder.Write(Bad, "no zip"));

    [Fact]
    public void A_truncated_wheel()
    {
        var wheel = FakeWheel.Make(_folder, Bad, "", ("bad/x.py", new byte[5000]));
        using (var file = File.OpenWrite(wheel)) file.SetLength(file.Length - 60);
        Refused("ARG0511", "no end of a zip archive", wheel);
    }

    [Fact]
    public void A_wheel_whose_directory_was_cut_out()
    {
        var whole = File.ReadAllBytes(FakeWheel.Make(_folder, Bad, "", ("bad/x.py", new byte[5000])));
        File.WriteAllBytes(_folder.At(Bad), [.. whole[..100], .. whole[^22..]]);
        Refused("ARG0511", "", _folder.At(Bad));
    }

    [Theory]
    [InlineData("../up.py", "would leave the folder")]
    [InlineData("/etc/passwd", "would leave the folder")]
    [InlineData("bad/%2e%2e/%2e%2e/up.py", "would leave the folder")]
    [InlineData("bad\\up.py", "'\\'")]
    [InlineData("C:/up.py", "would leave the folder")]
    [InlineData("bad-1.dist-info/RECORD", "two entries")]
    public void An_entry_that_no_installer_may_unpack(string entry, string says) =>
        Refused("ARG0511", says, FakeWheel.Make(_folder, Bad, "", (entry, [1])));

    [Fact]
    public void A_link()
    {
        var wheel = FakeWheel.Make(_folder, Bad);
        using (var zip = ZipFile.Open(wheel, ZipArchiveMode.Update))
            zip.CreateEntry("bad/link").ExternalAttributes = unchecked((int)0xA1FF0000);
        Refused("ARG0511", "isn't a file", wheel);
    }

    [Fact]
    public void A_bomb() =>
        Refused("ARG0511", "expand to more than", FakeWheel.Make(_folder, Bad, "", ("bad/zeros", new byte[100 << 20])));

    [Theory]
    [InlineData("other", "1", "project 'other'")]
    [InlineData("bad", "2", "version '2'")]
    public void Metadata_that_contradicts_the_name(string name, string version, string says) => Refused("ARG0580", says,
        FakeWheel.Write(_folder, Bad, "bad-1.dist-info", FakeWheel.Metadata(name, version)));

    [Fact]
    public void Metadata_in_the_folder_of_another_project() => Refused("ARG0580", "'other-1.dist-info'",
        FakeWheel.Write(_folder, Bad, "other-1.dist-info", FakeWheel.Metadata("bad", "1")));

    [Fact]
    public void Metadata_with_two_names() => Refused("ARG0511", "header Name twice",
        FakeWheel.Write(_folder, Bad, "bad-1.dist-info", "Name: bad\nName: good\nVersion: 1\n\n"));

    [Fact]
    public void Metadata_that_isnt_there() =>
        Refused("ARG0511", "no METADATA", FakeWheel.Write(_folder, Bad, "bad-1", FakeWheel.Metadata("bad", "1")));

    [Fact]
    public void A_metadata_file_beside_the_wheel_that_contradicts_it()
    {
        _folder.Write($"{Bad}.metadata", FakeWheel.Metadata("bad", "1", ">=2.7"));
        Refused("ARG0580", "isn't the wheel's own METADATA", FakeWheel.Make(_folder, Bad));
    }

    [Fact]
    public void Two_wheels_that_pip_takes_for_one()
    {
        string[] wheels =
        [
            FakeWheel.Make(_folder, "x/A_b-1.0-py3-none-any.whl"), FakeWheel.Make(_folder, "y/a.b-1-py3-none-any.whl"),
            FakeWheel.Make(_folder, "good-1-py3-none-any.whl"),
        ];
        var refused = WheelIndex.Write(_folder.At("mirror"), wheels, DateTimeOffset.UnixEpoch);
        refused.Select(d => $"{d.Id} {d.Place}").ShouldBe(
            ["ARG0512 A_b-1.0-py3-none-any.whl", "ARG0512 a.b-1-py3-none-any.whl"]);
        _folder.Files("mirror").ShouldNotContain(f => f.Contains("a-b", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_wheel_twice_is_no_error()
    {
        var wheel = FakeWheel.Make(_folder, "x/a-1-py3-none-any.whl");
        Directory.CreateDirectory(_folder.At("y"));
        File.Copy(wheel, _folder.At("y/a-1-py3-none-any.whl"));
        WheelIndex.Write(_folder.At("mirror"), [wheel, _folder.At("y/a-1-py3-none-any.whl")], DateTimeOffset.UnixEpoch)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Where_all_are_bad_the_old_mirror_stays()
    {
        WheelIndex.Write(
            _folder.At("mirror"), [FakeWheel.Make(_folder, "a-1-py3-none-any.whl")], DateTimeOffset.UnixEpoch);
        Should.Throw<ArgosyException>(() => WheelIndex.Write(
                _folder.At("mirror"), [_folder.Write(Bad, "no zip")], DateTimeOffset.UnixEpoch))
            .Message.ShouldStartWith($"ARG0511 {Bad}:");
        File.Exists(_folder.At("mirror/a/a/a-1-py3-none-any.whl")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.0", "1.0.0", 0)]
    [InlineData("1.0.dev1", "1.0a1", -1)]
    [InlineData("1.0rc1", "1.0", -1)]
    [InlineData("1.0", "1.0.post1", -1)]
    [InlineData("1.0.post1.dev2", "1.0.post1", -1)]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("2!1", "3", 1)]
    [InlineData("v1.0-ALPHA_1", "1.0a1", 0)]
    [InlineData("1.0+abc.5", "1.0+abc_10", -1)]
    [InlineData("1.0", "1.0+1", -1)]
    [InlineData("1.0-1", "1.0.post1", 0)]
    public void Versions_have_the_order_of_PEP_440(string one, string other, int order)
    {
        Math.Sign(PythonVersion.TryParse(one)!.CompareTo(PythonVersion.TryParse(other))).ShouldBe(order);
        Math.Sign(PythonVersion.TryParse(other)!.CompareTo(PythonVersion.TryParse(one))).ShouldBe(-order);
        PythonVersion.IsSame(one, other).ShouldBe(order == 0);
    }

    private void Refused(string id, string says, string wheel)
    {
        var good = FakeWheel.Make(_folder, "in/good-1-py3-none-any.whl");
        var refused = WheelIndex.Write(_folder.At("mirror"), [wheel, good], DateTimeOffset.UnixEpoch);
        refused.Single().Id.ShouldBe(id);
        refused[0].Place.What.ShouldStartWith(Bad);
        refused[0].Cause.ShouldContain(says);
        _folder.Files("mirror").ShouldContain("g/good/good-1-py3-none-any.whl");
        _folder.Files("mirror").ShouldNotContain(f => f.Contains("bad", StringComparison.Ordinal));
    }
}
