using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests;

public sealed class WheelContentsTests : IDisposable
{
    private const string Info = "a_b-1.0.dist-info";

    private readonly TestFolder _folder = new();
    private readonly List<(string Name, byte[] Content)> _files =
    [
        ("a_b/__init__.py", "x = 1\n"u8.ToArray()),
        ("a_b/with, a comma.txt", "y"u8.ToArray()),
        ($"{Info}/METADATA", "Metadata-Version: 2.1\nName: A.B\nVersion: 1.0\n\nVersion: in prose\n"u8.ToArray()),
        ($"{Info}/WHEEL", "Wheel-Version: 1.0\nTag: py2.py3-none-any\n"u8.ToArray()),
    ];

    private string _file = "a_b-1.0-py2.py3-none-any.whl";
    private Func<string, string> _record = r => r;

    [Fact]
    public void A_wheel_that_is_what_it_says_passes() => Should.NotThrow(() => WheelContents.Verify(Make()));

    [Theory]
    [InlineData("Name: other\nVersion: 1.0\n", "names the project 'other'")]
    [InlineData("Name: a-b\nVersion: 1.0.1\n", "names the version '1.0.1'")]
    [InlineData("Name: a-b\nName: a-b\nVersion: 1.0\n", "doesn't have one line 'Name'")]
    [InlineData("Summary: no name\n", "doesn't have one line 'Name'")]
    public void Metadata_that_contradicts_the_name_is_refused(string metadata, string cause)
    {
        _files[2] = (_files[2].Name, Encoding.UTF8.GetBytes(metadata));
        RefusedFor(cause);
    }

    [Fact]
    public void Tags_that_contradict_the_name_are_refused()
    {
        _file = "a_b-1.0-cp311-cp311-linux_aarch64.whl";
        RefusedFor("its file WHEEL has the tags py2-none-any, py3-none-any");
    }

    [Theory]
    [InlineData("../evil.py")]
    [InlineData("/etc/evil")]
    [InlineData("a_b/../../evil")]
    [InlineData("a_b//evil")]
    [InlineData("a_b\\evil")]
    [InlineData("a_b/./evil")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
    {
        _files.Add((name, []));
        Should.Throw<ArgosyException>(() => WheelContents.Verify(Make())).Diagnostics[0].Id
            .ShouldBeOneOf("ARG0511", "ARG0563");
    }

    [Fact]
    public void An_entry_that_is_there_twice_is_refused()
    {
        _files.Add(_files[0]);
        RefusedFor("it has two entries 'a_b/__init__.py'", id: "ARG0511");
    }

    [Fact]
    public void Names_that_differ_in_their_encoding_alone_are_refused()
    {
        _files.Add(("a_b/\u00e9.py", []));
        _files.Add(("a_b/e\u0301.py", []));
        RefusedFor("differ in their encoding alone");
    }

    [Theory]
    [InlineData("A.B-1.0.dist-info/METADATA", "it has 2 folders of metadata")]
    [InlineData("a_b/m.so", "it has the shared object a_b/m.so")]
    public void A_file_that_doesnt_belong_is_refused(string name, string cause)
    {
        _files.Add((name, []));
        RefusedFor(cause);
    }

    [Theory]
    [InlineData("a_b/__init__.py,sha256=", "a_b/__init__.py,sha256=x", "another digest or size of 'a_b/__init__.py'")]
    [InlineData(",6\n", ",7\n", "another digest or size of 'a_b/__init__.py'")]
    [InlineData("a_b/__init__.py,", "a_b/other.py,", "lists 'a_b/other.py', which it doesn't have")]
    [InlineData(Info + "/RECORD,,\n", Info + "/RECORD,,\na_b/__init__.py,,\n", "lists 'a_b/__init__.py' twice")]
    [InlineData(Info + "/RECORD,,\n", Info + "/RECORD,,\nalone\n", "can't be read: alone")]
    public void A_record_that_lies_is_refused(string from, string to, string cause)
    {
        _record = r => r.Replace(from, to, StringComparison.Ordinal);
        RefusedFor(cause);
    }

    [Fact]
    public void A_file_that_the_record_leaves_out_is_refused()
    {
        _record = r => string.Join('\n', r.Split('\n').Skip(1));
        RefusedFor("doesn't list 'a_b/__init__.py'");
    }

    [Fact]
    public void A_bomb_is_refused_without_its_contents_in_memory()
    {
        _files[2] = (_files[2].Name, new byte[20 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var path = Make();
        var made = GC.GetAllocatedBytesForCurrentThread();
        RefusedFor("its METADATA is larger than 8 MiB", path);
        (GC.GetAllocatedBytesForCurrentThread() - made).ShouldBeLessThan(4 << 20, $"{made - before}");
    }

    [Fact]
    public void A_directory_that_is_too_long_is_refused_before_it_is_read()
    {
        var path = Make();
        var bytes = File.ReadAllBytes(path);
        bytes[^7] = 0x10; // its length, of 256 MB
        File.WriteAllBytes(path, bytes);
        var error = Should.Throw<ArgosyException>(() => WheelContents.Verify(path)).Diagnostics[0];
        error.Id.ShouldBe("ARG0511");
        error.Cause.ShouldContain("longer than a package's can be");
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        var path = Make();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
        Should.Throw<ArgosyException>(() => WheelContents.Verify(path)).Diagnostics[0].Id.ShouldBe("ARG0511");
    }

    public void Dispose() => _folder.Dispose();

    private void RefusedFor(string cause, string? path = null, string id = "ARG0563")
    {
        var made = path ?? Make();
        var error = Should.Throw<ArgosyException>(() => WheelContents.Verify(made)).Diagnostics[0];
        error.Id.ShouldBe(id);
        error.Place.ToString().ShouldBe(_file);
        error.Cause.ShouldContain(cause);
    }

    private string Make()
    {
        var path = _folder.At(_file);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var record = new StringBuilder();
        foreach (var (name, content) in _files)
        {
            using (var entry = zip.CreateEntry(name).Open()) entry.Write(content);
            var shown = name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name;
            var hash = Base64Url.EncodeToString(SHA256.HashData(content));
            record.Append($"{shown},sha256={hash},{content.Length}\n");
        }

        record.Append($"{Info}/RECORD,,\n");
        using (var entry = zip.CreateEntry($"{Info}/RECORD").Open())
            entry.Write(Encoding.UTF8.GetBytes(_record(record.ToString())));
        return path;
    }
}
