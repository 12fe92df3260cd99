using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Hanbeam.Tests")]
[assembly: InternalsVisibleTo("Hanbeam.Benchmarks")]
