using Hanbeam.App;

namespace Hanbeam.Tests.App;

/// <summary>Runs the command line in this process.</summary>
internal static class CommandLineRunner
{
    /// <summary>What a run left behind.</summary>
    public sealed record Result(int Code, string Out, string Error)
    {
        /// <summary>Lines on standard error.</summary>
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task<Result> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.RunAsync(args, output, error, Xunit.TestContext.Current.CancellationToken);
        return new Result(code, output.ToString(), error.ToString());
    }
}
