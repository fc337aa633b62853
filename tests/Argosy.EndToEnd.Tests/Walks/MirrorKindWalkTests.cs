using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Walks;

/// <summary>What is added by code: the clone compiles its own build.</summary>
[Trait("Category", "EndToEnd")]
[Trait("Category", "Soak")]
public sealed class MirrorKindWalkTests
{
    private const string Mirror = """
        using Argosy.Artifacts;
        using Argosy.Artifacts.Tasks;
        using Argosy.Platforms.Building;

        namespace Argosy.Packages.Mirrors;

        /// <summary>The pins of sdists, for other projects.</summary>
        public sealed class PinsMirror(BuildSettings settings) : IMirror
        {
            private const string Pins = "locks/wheels.lock";

            /// <inheritdoc />
            public void Declare(TaskDeclaration task) => task.Inputs(Pins).Outputs("artifacts/mirror/pins").ReplacesOutputs();

            /// <inheritdoc />
            public Task WriteAsync(TaskContext task) => Task.Run(() =>
            {
                using var staged = new StagedFolder(settings.Paths.Mirror("pins"));
                File.Copy(Path.Combine(settings.Root, Pins), Path.Combine(staged.Path, "index.txt"));
                staged.Publish();
            });
        }

        """;

    private const string Task = """
        using Argosy.Packages.Mirrors;
        using Cake.Argosy.Tasks;

        namespace Cake.Argosy.Graph;

        /// <summary>The mirror of pins.</summary>
        [TaskName("Mirror-Pins")]
        [TaskDescription("Writes the mirror of pins")]
        [IsDependeeOf(typeof(Mirrors))]
        public sealed class MirrorPins : MirrorTask
        {
            /// <inheritdoc />
            protected override IMirror Mirror(BuildContext context) => new PinsMirror(context.Settings);
        }

        """;

    [Fact]
    public void A_mirror_kind_is_a_class_and_its_task()
    {
        using var clone = new Clone().Compiled();
        var walk = Walk.Of("a mirror kind");
        foreach (var (file, text) in walk.Files("Pins").Zip([Mirror, Task])) clone.Write(file, text);

        // Analyzers take a part of the compiler's time, and change nothing that is tested here.
        var build = new BuildCommand(clone.Folder, "--target=Mirror-Pins")
        {
            Environment = { ["RunAnalyzers"] = "false" },
        };
        build.Run().ShouldSucceed().Outcome("Mirror-Pins").ShouldBe("done");

        File.ReadAllText(clone.At("artifacts/mirror/pins/index.txt"))
            .ShouldBe(File.ReadAllText(clone.At("locks/wheels.lock")));
        clone.Build("--dryrun", "--target=Mirrors").ShouldSucceed().Output.ShouldContain("Mirror-Pins");
        walk.ShouldBeAllThatChanged(clone, "Pins");
    }
}
