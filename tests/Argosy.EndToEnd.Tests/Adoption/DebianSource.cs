using System.Diagnostics;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Adoption;

/// <summary>Upstream sources of Debian 12's source packages, from the mirror of the machine's own apt.</summary>
internal static class DebianSource
{
    private const string Suite = "bookworm";

    /// <summary>Unpacks the upstream archive of a source package. The test is skipped, with apt's reason, if the mirror
    /// can't be reached or doesn't have it.</summary>
    public static void Unpack(string package, string folder)
    {
        var state = Directory.CreateTempSubdirectory("argosy-source-").FullName;
        try
        {
            foreach (var part in (string[])["lists/partial", "cache/archives/partial", "files"])
                Directory.CreateDirectory(Path.Combine(state, part));
            File.WriteAllText(Path.Combine(state, "sources.list"), $"deb-src {Mirror()} {Suite} main\n");
            // apt's sandbox user can't write to a temporary folder.
            File.WriteAllText(Path.Combine(state, "apt.conf"), $"""
                Dir::State::lists "{state}/lists";
                Dir::Cache "{state}/cache";
                Dir::Etc::sourcelist "{state}/sources.list";
                Dir::Etc::sourceparts "-";
                APT::Sandbox::User "root";

                """);
            Apt(state, "update", "--error-on=any", "-qq");
            Apt(state, "source", "--tar-only", "--download-only", "-qq", package);
            var archive = Directory.EnumerateFiles(Path.Combine(state, "files"), $"{package}_*.orig.tar.*")
                .Single(f => !f.EndsWith(".asc", StringComparison.Ordinal));
            Clone.Run("tar", "--extract", "--file", archive, "--directory", folder, "--strip-components=1");
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static void Apt(string state, params string[] arguments)
    {
        using var apt = Process.Start(new ProcessStartInfo("apt-get", arguments)
        {
            WorkingDirectory = Path.Combine(state, "files"),
            RedirectStandardError = true,
            Environment = { ["APT_CONFIG"] = Path.Combine(state, "apt.conf") },
        })!;
        var said = apt.StandardError.ReadToEnd();
        apt.WaitForExit();
        Assert.SkipUnless(apt.ExitCode == 0, $"apt-get {arguments[0]}: {said.Trim()}");
    }

    // Where apt takes this machine's packages of the suite from.
    private static string Mirror()
    {
        var lines = Clone.Run("apt-get", "indextargets", "--format", "$(RELEASE) $(REPO_URI)").Split('\n');
        var address = lines.Select(l => l.Split(' ')).FirstOrDefault(p => p is [Suite, _])?[1];
        Assert.SkipWhen(address is null, $"the machine's apt has no {Suite}");
        return address!;
    }
}
