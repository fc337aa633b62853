using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.BadInput;

[Trait("Category", "EndToEnd")]
[Collection(OneClone.Name)]
public class MisspeltDeclarationTests(SharedClone shared)
{
    [Theory]
    [InlineData("argosy.yaml", "architectures:", "architecturs:", "Native")]
    [InlineData("images/runtime/image.yaml", "entrypoint:", "entrypont:", "Image-Layers")]
    [InlineData("wheels/wheels.yaml", "packages:", "pakages:", "Wheels")]
    [InlineData("debs/debs.yaml", "maintainer:", "maintaner:", "Debs")]
    [InlineData("pipelines/jobs.yaml", "families:", "famlies:", "Pipelines")]
    [InlineData("devstack/platform.yaml", "everywhere:", "everwhere:", "Devstack")]
    public void A_misspelt_key_is_named_with_its_line_and_what_was_meant(
        string file, string right, string wrong, string target)
    {
        using (shared.Clone.Edit(file, $"\n{right}", $"\n{wrong}"))
        {
            shared.Clone.Build($"--target={target}", "--arch=arm64")
                .ShouldFail($" {file}:{LineOf(file, wrong)}:", $"'{wrong.TrimEnd(':')}'", $"'{right.TrimEnd(':')}'?");
        }

        shared.ShouldGoOn();
    }

    [Fact]
    public void An_unknown_architecture_of_the_model_is_named_with_its_line()
    {
        using (shared.Clone.Edit("argosy.yaml", "ppc64le]", "ppc64]"))
            shared.Clone.Build("--target=Native").ShouldFail(
                "ARG0101", $"argosy.yaml:{LineOf("argosy.yaml", "architectures:")}", "Did you mean 'ppc64le'?");
        shared.ShouldGoOn();
    }

    [Fact]
    public void A_package_that_one_architecture_lacks_is_named_with_that_architecture()
    {
        using (shared.Clone.Edit("argosy.yaml", "sysroot: [libc6-dev,", "sysroot: [libc6-dev, libc6-i386,"))
            shared.Clone.Build("--target=Sysroot", "--arch=arm64")
                .ShouldFail("ARG0305", "argosy.yaml", "'libc6-i386' not found for arm64 in bookworm");
        shared.ShouldGoOn();
    }

    private int LineOf(string file, string text) =>
        File.ReadLines(shared.Clone.At(file)).TakeWhile(l => !l.StartsWith(text, StringComparison.Ordinal)).Count() + 1;
}
