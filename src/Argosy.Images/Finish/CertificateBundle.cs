using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Finish;

/// <summary>The certificates that an image trusts, as update-ca-certificates(8) writes them: one file of all, and a
/// folder with a link for each and one under the hash of its subject.</summary>
/// <param name="tree">The image's files.</param>
internal sealed class CertificateBundle(FinishTree tree)
{
    private const string Packaged = "usr/share/ca-certificates";
    private const string Local = "usr/local/share/ca-certificates";
    private const string Folder = "etc/ssl/certs";
    private readonly List<(string Path, string Text, X509Certificate2 Certificate)> _all = [];

    /// <summary>Writes bundle and links. Error ARG0455 if there is no certificate, or one that can't be read.</summary>
    /// <param name="finish">The image's own certificates.</param>
    /// <param name="project">The folder of the project.</param>
    /// <param name="architecture">For placeholders in sources.</param>
    /// <param name="place">The location of the request.</param>
    public void Finish(ImageFinish finish, string project, Architecture architecture, SourceLocation place)
    {
        foreach (var file in tree.Packaged(Packaged).Where(f => f.Path.EndsWith(".crt", StringComparison.Ordinal)))
            Add(file.Path, tree.TryReadPackaged(file.Path)!, new(file.Path));
        WriteList();
        foreach (var own in finish.OwnCertificates) AddOwn(own, project, architecture);
        if (_all.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0455", place, "the image has no certificates",
                "Add the package ca-certificates, or name the project's own."));
        }

        tree.Write($"{Folder}/ca-certificates.crt", string.Concat(_all.Select(c => c.Text.TrimEnd('\n') + "\n")));
        var hashes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, _, certificate) in _all.OrderBy(c => LinkName(c.Path), StringComparer.Ordinal))
        {
            tree.Link($"{Folder}/{LinkName(path)}", $"/{path}");
            var hash = SubjectHash.Of(certificate);
            var number = hashes.GetValueOrDefault(hash);
            hashes[hash] = number + 1;
            tree.Link($"{Folder}/{hash}.{number}", LinkName(path));
        }
    }

    /// <summary>Writes Java's store of the same certificates.</summary>
    public void FinishJava(DateTimeOffset created) => tree.Write($"{Folder}/java/cacerts", JavaKeyStore.Write(
        [.. _all.Select(c => ($"debian:{LinkName(c.Path).ToLowerInvariant()}", c.Certificate.RawData))
            .OrderBy(c => c.Item1, StringComparer.Ordinal)],
        created));

    // As update-ca-certificates names them.
    private static string LinkName(string path) => ImagePath.Name(path)[..^".crt".Length]
        .Replace(' ', '_').Replace('(', '=').Replace(')', '=').Replace(',', '_') + ".pem";

    private void WriteList()
    {
        const string List = "etc/ca-certificates.conf";
        if (_all.Count == 0 || tree.Target(List) is not null) return;
        tree.Write(List, "# The certificates that update-ca-certificates(8) puts into /etc/ssl/certs.\n"
            + string.Concat(_all.Select(c => $"{c.Path[(Packaged.Length + 1)..]}\n")));
    }

    private void AddOwn(PlacedTemplate own, string project, Architecture architecture)
    {
        var files = new SourceFiles(project, own.Value.For(architecture), own.Place).Find()
            .Where(f => f.File.Kind != Artifacts.Files.FileKind.Folder).ToList();
        foreach (var file in files)
        {
            var text = Encoding.UTF8.GetString(new DiskContent(file.Path, file.File.Size).Head((int)file.File.Size));
            var path = $"{Local}/{Path.GetFileNameWithoutExtension(file.Path)}.crt";
            Add(path, text, own.Place);
            tree.Write(path, text);
        }
    }

    private void Add(string path, string text, SourceLocation place)
    {
        try
        {
            _all.Add((path, text, X509Certificate2.CreateFromPem(text)));
        }
        catch (CryptographicException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0455", place,
                $"'{ImagePath.Name(path)}' isn't a certificate in PEM format: {e.Message.TrimEnd('.')}",
                "Convert it with 'openssl x509 -in FILE -out FILE.pem'."), e);
        }
    }
}
