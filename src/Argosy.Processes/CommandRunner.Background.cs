namespace Argosy.Processes;

public sealed partial class CommandRunner
{
    /// <summary>Starts a command that runs beside the caller, such as a service, until it is disposed. Its time limit and
    /// its input are ignored. Error ARG0301 where the program isn't there.</summary>
    public BackgroundCommand StartInBackground(Command command)
    {
        log($"$ {command}");
        return new(Start(command), command.OutputLine ?? log, command.ErrorLine ?? log);
    }
}
