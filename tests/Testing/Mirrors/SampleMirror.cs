using System.Security.Cryptography;
using System.Text;

namespace Argosy.Testing;

/// <summary>A static tree as pip reads it: pages with links and digests, in the layout of a mirror of wheels.</summary>
internal static class SampleMirror
{
    public const string Name = "wheel/debian-12-aarch64";

    /// <summary>Writes the tree of an edition: each project has one wheel, of that version.</summary>
    public static void Write(string folder, int edition, int projects = 3)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        for (var i = 0; i < projects; i++)
        {
            var project = $"p{i}";
            var wheel = $"{project}-{edition}-py3-none-any.whl";
            var content = Encoding.UTF8.GetBytes($"{project} {edition} {new string('x', 2000)}");
            var digest = Convert.ToHexStringLower(SHA256.HashData(content));
            Write(folder, $"p/{project}/{wheel}", content);
            var link = $"../p/{project}/{wheel}";
            Write(folder, $"{project}/index.html", Encoding.UTF8.GetBytes(
                $"<!DOCTYPE html><title>{edition}</title><a href=\"{link}#sha256={digest}\">{wheel}</a>\n"));
            Write(folder, $"{project}/index.v1_json", Encoding.UTF8.GetBytes(
                $"{{\"edition\":{edition},\"files\":[{{\"url\":\"{link}\",\"sha256\":\"{digest}\"}}]}}\n"));
        }
    }

    private static void Write(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
