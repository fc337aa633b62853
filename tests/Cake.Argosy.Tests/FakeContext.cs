using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Argosy.Tests;

/// <summary>A script's context with a folder and a command line only.</summary>
internal sealed class FakeContext(string folder, params (string Name, string Value)[] arguments)
    : ICakeContext, ICakeEnvironment
{
    public ICakeEnvironment Environment => this;

    public ICakeArguments Arguments { get; } = new CakeArguments(arguments.ToLookup(a => a.Name, a => a.Value));

    public DirectoryPath WorkingDirectory { get; set; } = folder;

    public IFileSystem FileSystem => throw new NotSupportedException();

    public IGlobber Globber => throw new NotSupportedException();

    public ICakeLog Log => throw new NotSupportedException();

    public IProcessRunner ProcessRunner => throw new NotSupportedException();

    public IRegistry Registry => throw new NotSupportedException();

    public IToolLocator Tools => throw new NotSupportedException();

    public ICakeDataResolver Data => throw new NotSupportedException();

    public ICakeConfiguration Configuration => throw new NotSupportedException();

    public IToolInstaller ToolInstaller => throw new NotSupportedException();

    public IServiceProvider ServiceProvider => throw new NotSupportedException();

    public DirectoryPath UserHomeDirectory => throw new NotSupportedException();

    public DirectoryPath ApplicationRoot => throw new NotSupportedException();

    public ICakePlatform Platform => throw new NotSupportedException();

    public ICakeRuntime Runtime => throw new NotSupportedException();

    public DirectoryPath GetSpecialPath(SpecialPath path) => throw new NotSupportedException();

    public string GetEnvironmentVariable(string variable) => throw new NotSupportedException();

    public IDictionary<string, string> GetEnvironmentVariables() => throw new NotSupportedException();
}
