using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Configuration;
using Cake.Argosy.Module;
using Cake.Argosy.Tasks;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.Scripting;

namespace Cake.Argosy;

/// <summary>The functions that a Cake script calls.</summary>
[CakeAliasCategory("Argosy")]
public static class ArgosyAliases
{
    /// <summary>Registers the tasks derived from the model, and those of a project's own classes, as tasks of the
    /// script.</summary>
    /// <param name="context">The script's context.</param>
    /// <param name="register">The script's own <c>Task</c>.</param>
    /// <param name="tearDown">The script's own <c>Teardown</c>.</param>
    /// <param name="own">Any type of each assembly with the project's own task classes. A class with the name of
    /// another replaces it.</param>
    [CakeMethodAlias]
    public static void RegisterArgosyTasks(
        this ICakeContext context, Func<string, CakeTaskBuilder> register, Action<Action<ITeardownContext>> tearDown,
        params Type[] own)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(tearDown);
        var settings = CommandLineSettings.Read(context);
        var signing = SigningSettingsReader.Read(context, settings.Root);
        var builds = new Builds(settings, signing, () => PushOptions.Read(context.Arguments))
        {
            ReleaseOptions = ReleaseOptionsReader.Read(context.Arguments, signing),
            Publish = PublishOptionsReader.Read(context.Arguments, signing),
        };
        var files = new DeclaredFiles(builds);
        files.Check();
        var registration = new TaskRegistration(
            new(context, builds), register, own.Select(t => t.Assembly).Prepend(typeof(ArgosyAliases).Assembly));
        builds.Registration = registration;
        registration.RegisterAll();
        CheckTargets(files, registration.Names, register.Target as IScriptHost);
        tearDown([Quiet] (_) => builds.Dispose());
    }

    // A target without a class may be a task of the script, which can be registered until the run begins.
    private static void CheckTargets(DeclaredFiles files, IReadOnlyCollection<string> classes, IScriptHost? script)
    {
        if (files.UnknownTargets(classes).Count == 0) return;
        if (script is null) Refuse(classes);
        else script.Setup(_ => Refuse([.. classes, .. script.Tasks.Select(t => t.Name)]));

        void Refuse(IReadOnlyCollection<string> known)
        {
            if (files.UnknownTargets(known) is { Count: > 0 } unknown) throw new ArgosyException(unknown);
        }
    }
}
