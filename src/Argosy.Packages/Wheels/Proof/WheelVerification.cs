using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Proof;

/// <summary>The proof of a project's wheels, each from its platform's staged mirror.</summary>
/// <param name="settings">The run.</param>
/// <param name="wheels">Has the clean roots.</param>
public sealed class WheelVerification(BuildSettings settings, WheelBuild wheels)
{
    /// <summary>Declares the proof of a wheel on a platform.</summary>
    public void Declare(TaskDeclaration task, WheelDefinition wheel, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(wheel);
        task.Values("proof", wheel.Fingerprint).Uses("env").Runs(settings.Host, platform.Architecture);
    }

    /// <summary>pip installs a wheel from its mirror into a clean root, and its smoke test passes there. A wheel that
    /// wasn't built has no proof.</summary>
    /// <remarks>Errors ARG0574 if the wheel doesn't work, ARG0575 if the proof has no result; both leave a record for
    /// the ledger.</remarks>
    public async Task VerifyAsync(WheelDefinition definition, Platform platform, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(task);
        if (Find(definition, platform) is not { } wheel)
        {
            task.Log($"{definition.Name} has no wheel for {platform}.");
            return;
        }

        var proof = new WheelProof(task.Commands())
        {
            Bytecode = PythonBytecode.TryFind(wheels.Roots.UsualPythonOf(platform.Distribution)),
        };
        var outcome = await proof.RunAsync(platform, wheels.Roots.CleanOf(definition, platform),
            settings.Paths.WheelMirror(platform), definition, wheel, task.Cancellation);
        if (outcome.Verdict != Verdict.Passed) throw Unproven(definition, platform, wheel, outcome);
        ProofFailure.Remove(settings.Paths, platform, definition.Name);
        var without = outcome.Missing.Count == 0 ? "" : $", without {string.Join(", ", outcome.Missing)}";
        task.Record(settings.Paths.Relative(wheel.Path), ProofLevel.Installs, outcome.Run,
            $"pip installs {definition.Name} on {platform}{without}");
    }

    /// <summary>The wheel of a definition among a platform's wheels; null if it wasn't built.</summary>
    public WheelFile? Find(WheelDefinition definition, Platform platform) =>
        WheelFile.ReadAll(settings.Paths.Wheels(platform)).FirstOrDefault(w => w.Name.Normalized == definition.Name);

    private ArgosyException Unproven(
        WheelDefinition definition, Platform platform, WheelFile wheel, WheelProofOutcome outcome)
    {
        var reason = (outcome.Reason ?? outcome.Result?.Tail(10) ?? "nothing could be started").TrimEnd().TrimEnd('.');
        var inconclusive = outcome.Verdict == Verdict.Inconclusive;
        new ProofFailure(definition.Name, platform.Name, inconclusive, reason, wheel.Digest.Hex)
            .Save(settings.Paths, platform);
        return new(inconclusive
            ? new Diagnostic("ARG0575", new($"{definition.Name} for {platform}"), $"its proof has no result: {reason}",
                "Repeat it on a machine that can run programs of the platform; the wheel may be in order.")
            : new Diagnostic("ARG0574", new($"{definition.Name} for {platform}"), $"its wheel doesn't work: {reason}",
                "The task's log has all that pip and Python said."));
    }
}
