using Hanbeam.Benchmarks;

// ct-import measures a whole import and its memory; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["ct-import"]:
        return CtImport.Run();
    case ["ct-import", var folder]:
        return CtImport.Write(folder);
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(CtImport).Assembly).Run(args);
        return 0;
}
