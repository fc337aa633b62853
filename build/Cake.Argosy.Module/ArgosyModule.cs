using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.Composition;

[assembly: CakeModule(typeof(Cake.Argosy.Module.ArgosyModule))]

namespace Cake.Argosy.Module;

/// <summary>Replaces Cake's sequential engine with Argosy's.</summary>
public sealed class ArgosyModule : ICakeModule
{
    /// <inheritdoc />
    public void Register(ICakeContainerRegistrar registrar)
    {
        ArgumentNullException.ThrowIfNull(registrar);
        registrar.RegisterType<ArgosyEngine>().As<ICakeEngine>().Singleton();
        // Cake requests its reader by the interface; the engine requests ours, which is the same instance.
        registrar.RegisterType<ScriptCode>().As<ScriptCode>()
            .As<Cake.Core.Scripting.Analysis.IScriptAnalyzer>().Singleton();
        registrar.RegisterType<TaskConsole>().As<IConsole>().Singleton();
        registrar.RegisterType<SummaryPrinter>().As<ICakeReportPrinter>().Singleton();
        registrar.RegisterType<TaskProcessRunner>().As<Cake.Core.IO.IProcessRunner>().Singleton();
    }
}
