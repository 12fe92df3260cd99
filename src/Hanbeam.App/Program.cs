namespace Hanbeam.App;

internal static class Program
{
    private static int Main(string[] args)
    {
        Console.Error.WriteLine(args.Length);
        return 0;
    }
}
