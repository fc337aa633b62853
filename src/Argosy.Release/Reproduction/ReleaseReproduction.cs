using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Release.Versions;
using Argosy.Toolchains.Running;

namespace Argosy.Release.Reproduction;

/// <summary>Builds the files of a release twice, under different circumstances, and says in what they differ:
/// <c>artifacts/reproduction/</c>.</summary>
/// <param name="settings">The run.</param>
public sealed class ReleaseReproduction(BuildSettings settings)
{
    private const string Target = "Release-Files";

    /// <summary>Declares it: no cache keeps the result, since only a build shows it.</summary>
    public void Declare(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.IsLocal = true;
        task.Resources(cores: int.MaxValue).Outputs(settings.Paths.Relative(Folder)).ReplacesOutputs();
    }

    private string Folder => ReproductionReport.FolderIn(settings.Paths);

    /// <summary>Builds the commit of HEAD twice. Error ARG0945 if a file differs; the report is written
    /// before.</summary>
    public async Task RunAsync(TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var history = await TaggedHistory.ReadAsync(
            settings.Root, settings.Model.Release.TagPrefix, task.Cancellation);
        if (history.HasChanges)
            task.Note("The work tree has changes, which the two builds don't have: they are made of the commit.");
        using var scratch = new TemporaryFolder("argosy-reproduce-");
        var (first, second) = await ReproductionBuild.PlanAsync(
            scratch.Path, settings.Model.Project.Name, task.Cancellation);
        if (second.User is null && Environment.IsPrivilegedProcess)
            task.Note($"Both builds have the same user: others can't enter {Path.GetTempPath()}. TMPDIR names another "
                + "folder.");
        var build = new ReproductionBuild(task.Commands(), scratch.Path);
        foreach (var how in (BuildCircumstances[])[first, second])
        {
            task.Log($"building with {how}");
            await build.RunAsync(settings.Root, history.Head, Target, how, task.Cancellation);
        }

        var report = await CompareAsync(history.Head, first, second, task.Cancellation);
        report.Save(Folder);
        foreach (var line in report.Text().TrimEnd('\n').Split('\n')) task.Log(line);
        if (!report.IsSame) throw Differs(report);
        task.Note($"{report.Files.Count} files are the same in two builds: "
            + $"{settings.Paths.Relative(Folder)}/{ReproductionReport.TextName}");
    }

    /// <summary>Compares what two builds made.</summary>
    internal static async Task<ReproductionReport> CompareAsync(
        string commit, BuildCircumstances first, BuildCircumstances second, CancellationToken cancellation)
    {
        var (one, other) = (new ProjectPaths(first.Folder), new ProjectPaths(second.Folder));
        var names = FilesIn(one).Concat(FilesIn(other)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var files = new List<ReproducedFile>();
        var differences = new List<Difference>();
        foreach (var name in names)
        {
            var (left, right) = (PathOf(one, name), PathOf(other, name));
            var file = new ReproducedFile(
                name, $"{Digest.TryOfFile(left)}", $"{Digest.TryOfFile(right)}");
            files.Add(file with
            {
                First = file.First is { Length: > 0 } digest ? digest : null,
                Second = file.Second is { Length: > 0 } also ? also : null,
            });
            if (!File.Exists(left) || !File.Exists(right))
                differences.Add(new(name,
                    File.Exists(left) ? DifferenceKind.OnlyFirst : DifferenceKind.OnlySecond,
                    $"only the {(File.Exists(left) ? "first" : "second")} build has it"));
            else if (file.First != file.Second)
                differences.AddRange(name.EndsWith(ReleaseBuild.ImageSuffix, StringComparison.Ordinal)
                    ? await ImagesAsync(one, other, name[..^ReleaseBuild.ImageSuffix.Length], cancellation)
                    : await FileComparison.CompareAsync(name, await File.ReadAllBytesAsync(left, cancellation),
                        await File.ReadAllBytesAsync(right, cancellation), cancellation));
        }

        return new(commit, first, second, files, differences);
    }

    // An image's documents have other digests where anything in it differs: each part is compared with its
    // counterpart.
    private static async Task<IReadOnlyList<Difference>> ImagesAsync(
        ProjectPaths one, ProjectPaths other, string image, CancellationToken cancellation)
    {
        var (left, right) = (one.Image(image), other.Image(image));
        var found = new List<Difference>();
        foreach (var (first, second) in OciLayout.ReadPlatforms(left).Zip(OciLayout.ReadPlatforms(right)))
        {
            var (here, there) = (ManifestOf(left, first), ManifestOf(right, second));
            var parts = here.Layers.Prepend(here.Config).Zip(there.Layers.Prepend(there.Config)).Index();
            foreach (var (index, (part, counterpart)) in parts)
            {
                var name = $"{image} {first.Platform}!{(index == 0 ? "config" : $"layer {index}.tar.gz")}";
                found.AddRange(await FileComparison.CompareAsync(name,
                    await File.ReadAllBytesAsync(OciLayout.BlobPath(left, part.Digest), cancellation),
                    await File.ReadAllBytesAsync(OciLayout.BlobPath(right, counterpart.Digest), cancellation),
                    cancellation));
            }

            if (here.Layers.Count != there.Layers.Count)
                found.Add(new($"{image} {first.Platform}", DifferenceKind.Content,
                    $"it has {here.Layers.Count} layers, and {there.Layers.Count} in the second build"));
        }

        return found.Count > 0 ? found : [new(image, DifferenceKind.Content, "its index or manifests differ")];
    }

    private static ImageManifest ManifestOf(string layout, Descriptor manifest) =>
        ImageManifest.Read(File.ReadAllBytes(OciLayout.BlobPath(layout, manifest.Digest)));

    private static IEnumerable<string> FilesIn(ProjectPaths paths) =>
        FolderListing.FilesOf(ReleaseBuild.FilesIn(paths)).Select(f => Path.GetFileName(f));

    private static string PathOf(ProjectPaths paths, string name) => Path.Combine(ReleaseBuild.FilesIn(paths), name);

    private ArgosyException Differs(ReproductionReport report)
    {
        const int most = 20;
        var shown = report.Differences.Take(most)
            .Select(d => new Diagnostic("ARG0945", new(d.Path), $"two builds of the commit differ: {d.Detail}",
                $"{settings.Paths.Relative(Folder)}/{ReproductionReport.TextName} lists all differences."));
        return new([.. shown]);
    }
}
